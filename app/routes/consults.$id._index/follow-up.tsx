import { useTranslation } from 'react-i18next'
import { formatDateTime, formatDay, todayInVietnam } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'
import { EarlierOutcomes, Outcome } from './outcome'

/** What became of the answer: the decision, how the patient did and where, the outcome, the specialist's word. */
export function FollowUpSection({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const { decisions, followUps, referrals, readmission, outcome, earlierOutcomes, remarks, notFollowed } = view
  if (decisions.length + followUps.length + earlierOutcomes.length + view.planned.length === 0 && !outcome && !notFollowed) return null
  const entries = [
    ...decisions.map(({ at, by, kind, reason, answerVersion, requestVersion }) => ({ key: `d${at}`, at, by, term: t('record:follow.decision'), words: t(`record:decision.${kind}`), text: reason, small: t('record:follow.saw', { version: answerVersion, request: requestVersion }) })),
    ...followUps.map(({ id, at, by, condition, note }) => ({ key: id, at, by, term: t('record:follow.entry'), words: t(`record:condition.${condition}`), text: note, small: '' })),
    ...referrals.map(({ id, at, by, place, inside, reason, transport }) => ({
      key: id, at, by, term: t('record:follow.referral'), words: `${t('record:follow.to', { place })}, ${t(`record:transport.${transport}`).toLocaleLowerCase()}`, text: reason, small: t(inside ? 'record:follow.passed' : 'record:follow.outside'),
    })),
    ...(readmission?.by ? [{ key: 'day30', at: readmission.at, by: readmission.by, term: t('record:follow.readmission'), words: t(`record:readmitted.${readmission.readmitted}`), text: readmission.note, small: '' }] : []),
    ...remarks.map(({ id, at, by, text }) => ({ key: id, at, by, term: t('record:follow.remark'), words: '', text, small: '' })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <Section id="theo-doi" title={t('record:follow.title')}>
      <Planned view={view} />
      <Register className="q log">
        {entries.map(({ key, at, by, term, words, text, small }) => (
          <Row key={key} margin={<><b>{term}</b><time dateTime={at}>{formatDateTime(at)}</time></>}>
            {words ? <p><b>{words}</b></p> : null}
            {text ? <p className="told">{text}</p> : null}
            <p className="who"><Signed by={by} />{small ? ` ${small}` : null}</p>
          </Row>
        ))}
      </Register>
      <Outcome outcome={outcome} notFollowed={notFollowed} />
      <EarlierOutcomes earlier={earlierOutcomes} />
    </Section>
  )
}

/** What a conference wanted done, with its day; ticked off by an entry of the follow-up. */
function Planned({ view: { planned, now } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (planned.length === 0) return null
  const today = todayInVietnam(now)
  return (
    <section className="planned" aria-label={t('record:planned.title')}>
      <h3>{t('record:planned.title')}</h3>
      <ul className="leading-8">
        {planned.map(({ id, text, dueOn, by, doneAt }) => {
          const state = doneAt ? 'done' : dueOn < today ? 'late' : 'open'
          return <li key={id}><Chip tone={state === 'done' ? 'done' : state === 'late' ? 'late' : 'wait'} icon={state === 'done' ? 'done' : state === 'late' ? 'late' : 'wait'}>{t(`record:planned.${state}`, { day: formatDay(dueOn), time: doneAt ? formatDateTime(doneAt) : '' })}</Chip> {text}{by?.name ? ` (${by.name})` : ''}</li>
        })}
      </ul>
    </section>
  )
}
