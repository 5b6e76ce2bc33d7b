import { useTranslation } from 'react-i18next'
import { Check } from '~/ui/check'
import type { RecordView } from '~/ui/record/view.server'
import { TextArea } from '~/ui/text-area'
import type { Written } from './answer-view.server'

/** One text and one way out for each question, in their order, and a general remark. */
export function AnswerFields({ questions, written }: { questions: RecordView['questions']; written: Written }) {
  const { t } = useTranslation()
  return (
    <>
      {questions.map(({ number, text }, index) => (
        <section className="answering" key={number} aria-labelledby={`question-${number}`}>
          <h2 id={`question-${number}`}><span className="num">{t('record:answer.question', { number })}</span> {text}</h2>
          <TextArea name="answers" path={`answers.${index}`} label={t('record:answer.answer', { number })} rows={5} defaultValue={written.answers[index] ?? ''} />
          <Check name="unanswered" path={`unanswered.${number}`} value={String(number)} label={t('record:answer.unanswered')} defaultChecked={written.unanswered.includes(String(number))} />
        </section>
      ))}
      <TextArea name="general" label={t('record:answer.general')} rows={3} optional defaultValue={written.general} />
    </>
  )
}
