import { useTranslation } from 'react-i18next'
import type { Reply } from '~/platform/http/form'
import { Button } from '~/ui/button'
import { Clock } from '~/ui/clock'
import { Field } from '~/ui/field'
import { Form } from '~/ui/form'
import { KeptNote } from '~/ui/kept-note'
import { Note } from '~/ui/note'
import { NewSupplement } from '~/ui/record/new-supplement'
import type { RecordView } from '~/ui/record/view.server'
import { SaveStatus } from '~/ui/save-status'
import { TextArea } from '~/ui/text-area'
import { useAutosave } from '~/ui/use-autosave'
import { VersionField } from '~/ui/version-field'
import { AnswerFields } from './answer-fields'
import type { Mode, Written } from './answer-view.server'
import { StaleText } from './stale-text'

interface AnswerProps { view: RecordView; questions: RecordView['questions']; written: Written; mode: Mode; revising: boolean; reply: unknown }

const isStale = (reply: unknown): boolean =>
  typeof reply === 'object' && reply !== null && 'problems' in reply && (reply.problems as Reply['problems']).some(({ key }) => key === 'consults:problem.staleDraft')

function Confirm() {
  const { t } = useTranslation()
  return <Field type="password" name="password" label={t('record:answer.password')} autoComplete="current-password" />
}

/** What was before the writer's eyes: the request's version, and the others' opinions. */
function Seen({ view, questions, mode }: Pick<AnswerProps, 'view' | 'questions' | 'mode'>) {
  const ids = mode === 'conclude' ? new Set(questions.flatMap(({ thoughts }) => thoughts.map(({ id }) => id))) : []
  return (
    <>
      <input type="hidden" name="kind" value={mode === 'opine' ? 'opinion' : 'conclusion'} />
      <NewSupplement view={view} />
      {[...ids].map((id) => <input type="hidden" name="seen" value={id} key={id} />)}
    </>
  )
}

/** Somebody asked has not answered: concluding without needs a reason. */
function Missing({ view, written }: Pick<AnswerProps, 'view' | 'written'>) {
  const { t } = useTranslation()
  const waiting = view.asked.filter(({ concludes, answered }) => !concludes && !answered)
  if (waiting.length === 0) return null
  return (
    <>
      <p>{t('answer:conclude.waiting', { names: waiting.map(({ by }) => by.name).join(', ') })}</p>
      <TextArea name="missing" label={t('answer:conclude.missing')} hint={t('answer:conclude.missingHint')} rows={2} defaultValue={written.missing} />
    </>
  )
}

/** The answer as it is written: kept on the server while one types, fixed by the password. */
export function AnswerForm({ view, questions, written, mode, revising, reply }: AnswerProps) {
  const { t } = useTranslation()
  const autosave = useAutosave({ formId: 'answer', url: `/consults/${view.id}/answer/draft`, savedAt: null })
  const opines = mode === 'opine'
  const intent = opines ? 'opine' : 'confirm'
  return (
    <>
      <StaleText questions={questions} theirs={written} stale={autosave.state === 'stale' || (autosave.state === 'saved' && isStale(reply))} autosave={autosave} />
      <KeptNote kept={autosave.kept} />
      <Form id="answer" intent={intent} also={['save']} reply={reply} className="writing">
        {opines && !view.may.answer ? <Note tone="rest"><p>{t(revising ? 'answer:opine.revising' : 'answer:opine.unseen')}</p></Note> : null}
        <VersionField version={written.version} />
        <Seen view={view} questions={questions} mode={mode} />
        <AnswerFields view={view} questions={questions} written={written} concluding={mode === 'conclude'} />
        <SaveStatus autosave={autosave} />
        <section className="todo">
          <h2>{t('record:answer.confirm')}</h2>
          {view.dueAt && view.sentAt && view.level ? <Clock dueAt={view.dueAt} startedAt={view.sentAt} now={view.now} promise={t(`record:promise.${view.level}`)} /> : null}
          <p>{t(opines ? 'answer:opine.confirmText' : 'record:answer.confirmText')}</p>
          {mode === 'conclude' ? <Missing view={view} written={written} /> : null}
          {revising ? <TextArea name="reason" label={t('answer:opine.reason')} rows={2} /> : null}
          <Confirm />
          <div className="btns"><Button kind="go" name="intent" value={intent}>{t('record:answer.confirm')}</Button><Button name="intent" value="save">{t('record:answer.save')}</Button></div>
        </section>
      </Form>
    </>
  )
}

/** A confirmed answer is not changed but followed by a new version with its reason. */
export function CorrectionForm({ view, questions, written, reply }: AnswerProps) {
  const { t } = useTranslation()
  // Confirmed in another tab meanwhile: why it was refused and what was typed there are shown here.
  const refused = typeof reply === 'object' && reply !== null && 'problems' in reply ? { ...reply, intent: 'correct' } : reply
  return (
    <Form id="answer" intent="correct" reply={refused} className="writing">
      <Note tone="wait"><p>{t('record:answer.confirmed')}</p>{view.decisions.length > 0 ? <p>{t('record:answer.afterDecision')}</p> : null}</Note>
      <NewSupplement view={view} />
      <AnswerFields view={view} questions={questions} written={written} concluding={questions.some(({ thoughts }) => thoughts.length > 0)} />
      <section className="todo">
        <h2>{t('record:answer.correcting')}</h2>
        <TextArea name="reason" label={t('record:answer.reason')} rows={3} />
        <Confirm />
        <Button kind="go">{t('record:answer.confirm')}</Button>
      </section>
    </Form>
  )
}
