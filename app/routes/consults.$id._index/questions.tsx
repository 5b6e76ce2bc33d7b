import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNear } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { Icon } from '~/ui/icon'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'
import { Disposed } from '~/ui/record/disposed'
import { Since } from '~/ui/record/said'
import { SawVersion } from '~/ui/record/saw-version'
import { Signed } from '~/ui/record/signed'
import { Thought } from '~/ui/record/thought'
import type { RecordView } from '~/ui/record/view.server'

type Question = RecordView['questions'][number]
interface Asked { question: Question; view: RecordView }

/** The first question of the same round: where an answer to all of them together stands. */
const firstOf = ({ round }: Question, view: RecordView) => view.questions.find((one) => one.round === round)?.number ?? 1
const isConclusion = ({ answer, thoughts }: Question) => (answer?.inConference ?? false) || thoughts.length > 0

function Answer({ question, view }: Asked) {
  const { t } = useTranslation()
  const { answer } = question
  if (!answer) return <Row margin={t(isConclusion(question) ? 'record:questions.conclusion' : 'record:questions.answer')}><p className="hint">{t(question.thoughts.length > 0 ? 'answer:notConcluded' : 'record:questions.waiting')}</p></Row>
  const first = firstOf(question, view)
  return (
    <Row className="end" margin={t(isConclusion(question) ? 'record:questions.conclusion' : 'record:questions.answer')}>
      {answer.together && question.number !== first ? <p className="hint">{t('answer:togetherAt', { number: first })}</p> : (
        <>
          {answer.answered ? null : <Chip tone="rest" icon="diff">{t('record:questions.unanswered')}</Chip>}
          <Disposed disposition={answer.disposition} />
          <p className="told">{answer.text}</p>
          {answer.together && view.questions.length > 1 ? <p className="hint">{t('answer:together')}</p> : null}
          {answer.by && answer.at ? <p className="who"><b><Signed by={answer.by} /></b> {formatNear(answer.at, view.now)}</p> : null}
        </>
      )}
    </Row>
  )
}

/** Who does not agree, kept beside the conclusion. */
function Dissents({ question: { dissents }, view }: Asked) {
  const { t } = useTranslation()
  return (
    <>
      {dissents.map(({ personId, by, at, text, afterwards }) => (
        <Row className="diff" key={personId} margin={<><Icon name="diff" /> {t('answer:dissent')}</>}>
          <p className="told">{text}</p>
          <p className="who"><b><Signed by={by} /></b> {afterwards ? t('answer:dissentAfter', { time: formatNear(at, view.now) }) : t('answer:dissentMarked')}</p>
        </Row>
      ))}
    </>
  )
}

/** What each specialist thinks: open until it is concluded, folded afterwards. */
function Thoughts({ question, view: { now } }: Asked) {
  const { t } = useTranslation()
  const { thoughts, answer } = question
  if (thoughts.length === 0) return null
  const list = thoughts.map((thought) => <Thought key={thought.id} thought={thought} now={now} />)
  return (
    <Row margin={t('answer:thoughts')}>
      {answer ? <details><summary>{t('answer:thoughtsOf', { count: thoughts.length, names: thoughts.map(({ by }) => by.name).join(', ') })}</summary>{list}</details> : list}
    </Row>
  )
}

/** Answers given before a correction, newest first. */
function Earlier({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const earlier = view.opinions.filter((opinion) => view.opinions.some((other) => other.round === opinion.round && other.version > opinion.version) || (view.answerKind === 'minutes' && opinion.round === view.round))
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

/** Who is asked and who has answered, while several are at it. */
function Progress({ view: { asked, state } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (asked.length < 2 || state !== 'withSpecialists') return null
  return (
    <ul className="asked-now">
      {asked.map(({ personId, by, concludes, answered }) => (
        <li key={personId}><Signed by={by} /> {concludes ? <span className="hint">{t('answer:concludes')}</span> : null} <Chip tone={answered ? 'done' : 'wait'} icon={answered ? 'done' : 'wait'}>{t(answered ? 'answer:hasOpinion' : 'answer:noOpinion')}</Chip></li>
      ))}
    </ul>
  )
}

/** Numbered questions: the conclusion first, then who does not agree, then what each thinks. */
export function Questions({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const answered = view.questions.filter(({ answer }) => answer).length
  const [latest] = view.opinions
  const current = view.answerKind === 'opinion' ? latest : undefined
  return (
    <Section id="cau-hoi" title={t('record:questions.title')} note={t('record:questions.note', { count: view.questions.length, answered })}>
      {view.questions.length === 0 ? <Empty title={t('record:questions.none')} /> : null}
      <Progress view={view} />
      {view.questions.map((question) => (
        <Register className="q" key={question.number}>
          <Row margin={t('record:questions.number', { number: question.number })}>
            <h3>{question.text}</h3>
            <p className="who"><Since version={question.sinceVersion} view={view} /></p>
          </Row>
          <Answer question={question} view={view} />
          <Dissents question={question} view={view} />
          <Thoughts question={question} view={view} />
        </Register>
      ))}
      {current?.general ? <Register className="q"><Row className="end" margin={t('record:questions.general')}><p className="told">{current.general}</p></Row></Register> : null}
      {current?.missing ? <p className="who corrected"><b>{t('answer:missingWas')}</b> {current.missing}</p> : null}
      {current && current.version > 1 && current.reason ? <p className="who corrected"><b>{t('record:questions.corrected', { version: current.version })}</b> {current.reason}</p> : null}
      {current ? <SawVersion requestVersion={current.requestVersion} view={view} /> : null}
      <Earlier view={view} />
    </Section>
  )
}
