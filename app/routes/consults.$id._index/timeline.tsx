import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, formatDate, formatTime } from '~/platform/dates'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'

const milestones = new Set(['send', 'accept', 'decline', 'openConference', 'answer', 'confirmMinutes', 'correct', 'decide', 'endEpisode', 'close', 'closeNotFollowed', 'withdraw', 'askAgain', 'refer', 'reopen', 'enterReadmission'])

/** What happened, newest first, hour by hour. */
export function Timeline({ steps }: { steps: RecordView['steps'] }) {
  const { t } = useTranslation()
  const [latest] = steps
  return (
    <section id="dien-bien">
      <h2>{t('record:timeline.title')}{latest ? <small className="meta">{formatDate(latest.at)}</small> : null}</h2>
      <Register className="time">
        {steps.map(({ id, at, by, action, note }, index) => {
          const before = steps[index - 1]
          return (
            <Fragment key={id}>
              {before && dayOf(before.at) !== dayOf(at) ? <p className="day">{formatDate(at)}</p> : null}
              <Row className={milestones.has(action) ? 'big' : ''} margin={<time dateTime={at}>{formatTime(at)}</time>}>
                <b>{t(`record:step.${action}`, { defaultValue: action })}</b> <Signed by={by} />
                {note ? <p className="told">{note}</p> : null}
              </Row>
            </Fragment>
          )
        })}
      </Register>
    </section>
  )
}
