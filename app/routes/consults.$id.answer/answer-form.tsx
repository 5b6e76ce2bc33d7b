import { useTranslation } from 'react-i18next'
import type { Reply } from '~/platform/http/form'
import { Button } from '~/ui/button'
import { Clock } from '~/ui/clock'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { KeptNote } from '~/ui/kept-note'
import { Note } from '~/ui/note'
import type { RecordView } from '~/ui/record/view.server'
import { SaveStatus } from '~/ui/save-status'
import { TextArea } from '~/ui/text-area'
import { useAutosave } from '~/ui/use-autosave'
import { VersionField } from '~/ui/version-field'
import { AnswerFields } from './answer-fields'
import type { Written } from './answer-view.server'
import { StaleText } from './stale-text'

interface AnswerProps { view: RecordView; written: Written; reply: unknown }

const isStale = (reply: unknown): boolean =>
  typeof reply === 'object' && reply !== null && 'problems' in reply && (reply.problems as Reply['problems']).some(({ key }) => key === 'consults:problem.staleDraft')

function Confirm() {
  const { t } = useTranslation()
  return <Field type="password" name="password" label={t('record:answer.password')} autoComplete="current-password" />
}

/** The answer as it is written: kept on the server while one types, fixed by the password. */
export function AnswerForm({ view, written, reply }: AnswerProps) {
  const { t } = useTranslation()
  const autosave = useAutosave({ formId: 'answer', url: `/consults/${view.id}/answer/draft`, savedAt: null })
  return (
    <>
      <StaleText theirs={written} stale={autosave.state === 'stale' || (autosave.state === 'saved' && isStale(reply))} autosave={autosave} />
      <KeptNote kept={autosave.kept} />
      <Form id="answer" intent="confirm" also={['save']} reply={reply} className="writing">
        <VersionField version={written.version} />
        <AnswerFields questions={view.questions} written={written} />
        <SaveStatus autosave={autosave} />
        <section className="todo">
          <h2>{t('record:answer.confirm')}</h2>
          {view.dueAt && view.sentAt && view.level ? <Clock dueAt={view.dueAt} startedAt={view.sentAt} now={view.now} promise={t(`record:promise.${view.level}`)} /> : null}
          <p>{t('record:answer.confirmText')}</p>
          <Confirm />
          <div className="btns"><Button kind="go" name="intent" value="confirm">{t('record:answer.confirm')}</Button><Button name="intent" value="save">{t('record:answer.save')}</Button></div>
        </section>
      </Form>
    </>
  )
}

/** A confirmed answer is not changed but followed by a new version with its reason. */
export function CorrectionForm({ view, written, reply }: AnswerProps) {
  const { t } = useTranslation()
  // Confirmed in another tab meanwhile: why it was refused and what was typed there are shown here.
  const refused = typeof reply === 'object' && reply !== null && 'problems' in reply ? { ...reply, intent: 'correct' } : reply
  return (
    <Form id="answer" intent="correct" reply={refused} className="writing">
      <Note tone="wait"><p>{t('record:answer.confirmed')}</p>{view.decisions.length > 0 ? <p>{t('record:answer.afterDecision')}</p> : null}</Note>
      <AnswerFields questions={view.questions} written={written} />
      <section className="todo">
        <h2>{t('record:answer.correcting')}</h2>
        <TextArea name="reason" label={t('record:answer.reason')} rows={3} />
        <Confirm />
        <Button kind="go">{t('record:answer.confirm')}</Button>
      </section>
    </Form>
  )
}
