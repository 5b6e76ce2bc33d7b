import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, formatDate, formatTime } from '~/platform/dates'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import type { ReachView } from '~/ui/record/reach-view.server'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'

const milestones = new Set(['send', 'accept', 'decline', 'openConference', 'answer', 'confirmMinutes', 'correct', 'decide', 'endEpisode', 'close', 'closeNotFollowed', 'withdraw', 'withdrawConsent', 'askAgain', 'refer', 'reopen', 'enterReadmission'])

/** Steps of the consult, and between them who received it and who telephoned: a call says more than its step. */
function useLines(steps: RecordView['steps'], marks: ReachView['marks']) {
  const { t } = useTranslation()
  const told = marks.map(({ id, at, by, kind, who, note }) => ({ id, at, by, note, big: false, words: kind === 'acknowledged' ? t('reach:calls.acknowledged') : t(`reach:calls.line.${kind}`, { who }) }))
  const done = steps.filter(({ action }) => action !== 'logCall').map(({ id, at, by, action, note }) => ({ id, at, by, note, big: milestones.has(action), words: t(`record:step.${action}`, { defaultValue: action }) }))
  return [...done, ...told].sort((a, b) => b.at.localeCompare(a.at))
}

/** What happened, newest first, hour by hour. */
export function Timeline({ steps, marks }: { steps: RecordView['steps']; marks: ReachView['marks'] }) {
  const { t } = useTranslation()
  const lines = useLines(steps, marks)
  const [latest] = lines
  return (
    <section id="dien-bien">
      <h2>{t('record:timeline.title')}{latest ? <small className="meta">{formatDate(latest.at)}</small> : null}</h2>
      <Register className="time">
        {lines.map(({ id, at, by, words, note, big }, index) => {
          const before = lines[index - 1]
          return (
            <Fragment key={id}>
              {before && dayOf(before.at) !== dayOf(at) ? <p className="day">{formatDate(at)}</p> : null}
              <Row className={big ? 'big' : ''} margin={<time dateTime={at}>{formatTime(at)}</time>}>
                <b>{words}</b> <Signed by={by} />
                {note ? <p className="told">{note}</p> : null}
              </Row>
            </Fragment>
          )
        })}
      </Register>
    </section>
  )
}
