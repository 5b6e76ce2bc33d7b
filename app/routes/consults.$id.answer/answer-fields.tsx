import { useTranslation } from 'react-i18next'
import { Check } from '~/ui/check'
import { Thought } from '~/ui/record/thought'
import type { RecordView } from '~/ui/record/view.server'
import { TextArea } from '~/ui/text-area'
import type { Written } from './answer-view.server'

interface FieldsProps { view: RecordView; questions: RecordView['questions']; written: Written; concluding?: boolean }

/** What the others think of a question, side by side, each with a mark for who does not agree with the conclusion. */
function Others({ question, view, written }: { question: RecordView['questions'][number]; view: RecordView; written: Written }) {
  const { t } = useTranslation()
  if (question.thoughts.length === 0) return null
  const own = view.asked.find(({ concludes }) => concludes)?.personId
  return (
    <div className="thoughts">
      {question.thoughts.map((thought) => {
        const mark = `${question.number}:${thought.personId}`
        return (
          <div key={thought.id}>
            <Thought thought={thought} now={view.now} />
            {thought.personId === own ? null : <Check name="dissents" path={`dissents.${mark}`} value={mark} label={t('answer:conclude.differs', { name: thought.by.name })} defaultChecked={written.dissents.includes(mark)} />}
          </div>
        )
      })}
    </div>
  )
}

/** One text and one way out for each question, in their order, and a general remark. */
export function AnswerFields({ view, questions, written, concluding = false }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      {questions.map((question, index) => {
        const { number, text } = question
        return (
          <section className="answering" key={number} aria-labelledby={`question-${number}`}>
            <h2 id={`question-${number}`}><span className="num">{t('record:answer.question', { number })}</span> {text}</h2>
            {concluding ? <Others question={question} view={view} written={written} /> : null}
            <TextArea name="answers" path={`answers.${index}`} label={t(concluding ? 'answer:conclude.conclusion' : 'record:answer.answer', { number })} rows={5} defaultValue={written.answers[index] ?? ''} />
            <Check name="unanswered" path={`unanswered.${number}`} value={String(number)} label={t('record:answer.unanswered')} defaultChecked={written.unanswered.includes(String(number))} />
          </section>
        )
      })}
      <TextArea name="general" label={t('record:answer.general')} rows={3} optional defaultValue={written.general} />
    </>
  )
}
