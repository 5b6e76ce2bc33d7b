import { useTranslation } from 'react-i18next'
import type { ConferencePage } from '~/domain/rooms/conference-page.server'
import { nameWithTitle } from '~/platform/names'
import { Button } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { Note } from '~/ui/note'
import { Select } from '~/ui/select'
import { TextArea } from '~/ui/text-area'

const intents = { scribe: 'nameScribe', chair: 'nameChair', treating: 'nameTreating' } as const
const answers = (reply: unknown, intent: string): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && reply.intent === intent

/** Scribe, chair or treating doctor left before confirming: everybody sees why the minutes wait, and a coordinator names who confirms instead. */
export function NameHolder({ page, reply }: { page: ConferencePage; reply: unknown }) {
  const { t } = useTranslation()
  const hospitalOf = (id: string) => page.hospitals.find((hospital) => hospital.id === id)?.name ?? ''
  return page.gone.map(({ role, successors }) => (
    <Note key={role} tone="soon" title={t(`schedule:minutes.gone.${role}`)}>
      {successors === null ? <p>{t(role === 'treating' ? 'schedule:minutes.goneWordsTreating' : 'schedule:minutes.goneWords')}</p> : successors.length === 0 ? <p>{t(role === 'treating' ? 'schedule:minutes.nobodyTreating' : 'schedule:minutes.nobody')}</p> : (
        <Dialog title={t(`schedule:minutes.name.${role}`)} trigger={t(`schedule:minutes.name.${role}`)} open={answers(reply, intents[role])}>
          <Form intent={intents[role]} reply={reply}>
            <input type="hidden" name="itemId" value={page.itemId} />
            <p>{t('schedule:minutes.nameWords')}</p>
            <Select name="personId" label={t('schedule:minutes.namePerson')} empty={t('schedule:arrange.choose')}
              options={successors.map((person) => ({ value: person.personId, label: t('schedule:arrange.person', { name: nameWithTitle(person), hospital: hospitalOf(person.hospitalId) }) }))} />
            <TextArea name="reason" label={t('schedule:minutes.nameReason')} maxLength={1_000} />
            <div className="btns"><Button kind="go">{t(`schedule:minutes.name.${role}`)}</Button></div>
          </Form>
        </Dialog>
      )}
    </Note>
  ))
}
