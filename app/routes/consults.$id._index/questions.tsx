import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNear } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'

type Question = RecordView['questions'][number]

function Answer({ question: { answer }, view }: { question: Question; view: RecordView }) {
  const { t } = useTranslation()
  if (!answer) return <Row margin={t('record:questions.answer')}><p className="hint">{t('record:questions.waiting')}</p></Row>
  return (
    <Row className="end" margin={t(view.answerKind === 'minutes' ? 'record:questions.conclusion' : 'record:questions.answer')}>
      {answer.answered ? null : <Chip tone="rest" icon="diff">{t('record:questions.unanswered')}</Chip>}
      <p className="told">{answer.text}</p>
      {answer.by && answer.at ? <p className="who"><b><Signed by={answer.by} /></b> {formatNear(answer.at, view.now)}</p> : null}
    </Row>
  )
}

/** Answers given before a correction, newest first. */
function Earlier({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const earlier = view.opinions.slice(view.answerKind === 'opinion' ? 1 : 0)
  if (earlier.length === 0) return null
  return (
    <details className="earlier">
      <summary>{t('record:questions.earlier', { count: earlier.length })}</summary>
      {earlier.map((opinion) => (
        <div className="op" key={opinion.id}>
          <p className="who"><b>{t('record:questions.version', { version: opinion.version })}</b>, {formatDateTime(opinion.at)}, <Signed by={opinion.by} /></p>
          {opinion.answers.map((answer) => <p className="told" key={answer.number}><b>{t('record:questions.number', { number: answer.number })}:</b> {answer.text}</p>)}
          {opinion.general ? <p className="told">{opinion.general}</p> : null}
        </div>
      ))}
    </details>
  )
}

/** Numbered questions, the conclusion under each first. */
export function Questions({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const answered = view.questions.filter(({ answer }) => answer).length
  const [latest] = view.opinions
  const current = view.answerKind === 'opinion' ? latest : undefined
  return (
    <Section id="cau-hoi" title={t('record:questions.title')} note={t('record:questions.note', { count: view.questions.length, answered })}>
      {view.questions.length === 0 ? <Empty title={t('record:questions.none')} /> : null}
      {view.questions.map((question) => (
        <Register className="q" key={question.number}>
          <Row margin={t('record:questions.number', { number: question.number })}>
            <h3>{question.text}</h3>
            {question.sinceVersion > 1 ? <p className="who">{t('record:questions.added', { version: question.sinceVersion })}</p> : null}
          </Row>
          <Answer question={question} view={view} />
        </Register>
      ))}
      {current?.general ? <Register className="q"><Row className="end" margin={t('record:questions.general')}><p className="told">{current.general}</p></Row></Register> : null}
      {current && current.version > 1 ? <p className="who corrected"><b>{t('record:questions.corrected', { version: current.version })}</b> {current.reason}</p> : null}
      <Earlier view={view} />
    </Section>
  )
}
