import { useTranslation } from 'react-i18next'
import { settable } from '~/domain/consults/alert'
import type { AlertPage } from '~/domain/consults/alert-view.server'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'

const failed = (reply: unknown, intent: string): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === intent

/** The room, a mark, the end. Of the side that was called entering the room says "Đã nhận". */
export function Deeds({ page, reply }: { page: AlertPage; reply: unknown }) {
  const { t } = useTranslation()
  const { may, room, asked, marks } = page
  if (!may.mark) return null
  const received = marks.some(({ kind }) => kind === 'acknowledged')
  const offered = settable.filter((kind) => !marks.some((one) => one.kind === kind) && (kind !== 'acknowledged' || asked))
  return (
    <div>
      <Section title={t('alert:room.title')}>
        <Form intent="join" reply={reply}>
          <Button kind={asked && !received ? 'alarm' : 'go'} icon="live">{t(asked && !received ? 'alert:room.take' : room?.open ? 'alert:room.enter' : 'alert:room.open')}</Button>
        </Form>
      </Section>
      {offered.length > 0 ? (
        <Section title={t('alert:marks.title')}>
          <Form intent="mark" reply={reply}>
            <Select name="kind" label={t('alert:marks.title')} options={offered.map((kind) => ({ value: kind, label: t(`alert:mark.${kind}`) }))} />
            <Field name="note" label={t('alert:marks.note')} maxLength={500} />
            <Button>{t('alert:marks.go')}</Button>
          </Form>
        </Section>
      ) : null}
      <Section title={t('alert:end.title')}>
        <Dialog title={t('alert:end.title')} trigger={t('alert:end.trigger')} kind="stop" open={failed(reply, 'end')}>
          <Form intent="end" reply={reply}>
            <p>{t('alert:end.lead')}</p>
            <TextArea name="summary" label={t('alert:end.summary')} rows={3} />
            <Button kind="stop">{t('alert:end.go')}</Button>
          </Form>
        </Dialog>
      </Section>
    </div>
  )
}
