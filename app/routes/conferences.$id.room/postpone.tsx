import { useTranslation } from 'react-i18next'
import type { RoomItem } from '~/domain/rooms/queries.server'
import { formatDateTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'
import type { Parts } from './parts'

const about = (reply: unknown, itemId: string): boolean =>
  typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === 'postpone' && 'problems' in reply && 'values' in reply
  && typeof reply.values === 'object' && reply.values !== null && 'itemId' in reply.values && reply.values.itemId === itemId

/** A consult goes to a later conference, or back among those that wait, with the reason; the others of the agenda go on. */
export function Postpone({ room, item, reply }: Pick<Parts, 'room'> & { item: RoomItem; reply: unknown }) {
  const { t } = useTranslation()
  const mine = about(reply, item.id) ? reply : undefined
  return (
    <Dialog title={t('rooms:postpone.title', { code: item.consult.code })} trigger={t('rooms:postpone.trigger')} kind="bare" open={mine !== undefined}>
      <Form intent="postpone" reply={mine}>
        <input type="hidden" name="itemId" value={item.id} />
        <Select name="toConferenceId" label={t('rooms:postpone.to')} empty={t('rooms:postpone.later')} optional
          options={room.later.map(({ id, startsAt, title }) => ({ value: id, label: [formatDateTime(startsAt), title].filter(Boolean).join(', ') }))} />
        <TextArea name="reason" label={t('rooms:postpone.reason')} rows={2} />
        <div className="btns"><Button kind="go">{t('rooms:postpone.go')}</Button></div>
      </Form>
    </Dialog>
  )
}
