import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Choice } from '~/ui/choice'
import { Dialog } from '~/ui/dialog'
import { Form } from '~/ui/form'
import { TextArea } from '~/ui/text-area'
import type { RecordView } from '~/ui/record/view.server'

const refused = (reply: unknown): boolean => typeof reply === 'object' && reply !== null && 'intent' in reply && 'problems' in reply && reply.intent === 'dissent'

/** A specialist who was asked does not agree with the conclusion on a question. */
export function KeepDissent({ view, reply }: { view: RecordView; reply: unknown }) {
  const { t } = useTranslation()
  const open = view.questions.filter(({ number }) => view.differable.includes(number))
  return (
    <Dialog title={t('answer:keep.title')} trigger={t('answer:keep.title')} open={refused(reply)}>
      <Form intent="dissent" reply={reply}>
        <p>{t('answer:keep.text', { hospital: view.requesting?.shortName ?? '' })}</p>
        <Choice name="number" legend={t('answer:keep.question')} options={open.map(({ number, text }) => ({ value: String(number), label: `${t('record:questions.number', { number })}: ${text}` }))} />
        <TextArea name="text" label={t('answer:keep.why')} rows={4} />
        <div className="btns"><Button kind="go">{t('answer:keep.do')}</Button></div>
      </Form>
    </Dialog>
  )
}
