import { useTranslation } from 'react-i18next'
import { formatDateTime, formatDay } from '~/platform/dates'
import { Facts } from '~/ui/facts'
import { Register } from '~/ui/register'
import { Row } from '~/ui/row'
import { Section } from '~/ui/section'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'

function Outcome({ outcome, notFollowed }: { outcome: RecordView['outcome']; notFollowed: boolean }) {
  const { t } = useTranslation()
  if (!outcome) return notFollowed ? <p>{t('record:outcome.notFollowed')}</p> : null
  const { endKind, endedOn, result, treatedOnSite, diagnosisChange, usefulness, remark } = outcome
  return (
    <Facts items={[
      { term: t('record:outcome.end'), detail: `${t(`record:endKind.${endKind}`)}, ${formatDay(endedOn)}` },
      result && { term: t('record:outcome.result'), detail: t(`record:result.${result}`) },
      treatedOnSite !== null && { term: t('record:outcome.where'), detail: t(treatedOnSite ? 'record:outcome.onSite' : 'record:outcome.referred') },
      diagnosisChange && { term: t('record:outcome.diagnosis'), detail: t(`record:diagnosisChange.${diagnosisChange}`) },
      usefulness !== null && { term: t('record:outcome.usefulness'), detail: t('record:outcome.ofFive', { value: usefulness }) },
      remark !== '' && { term: t('record:outcome.remark'), detail: remark },
      notFollowed && { term: t('record:outcome.counted'), detail: t('record:outcome.notFollowed') },
    ].map((item) => item || null)} />
  )
}

/** What became of the answer: the decision, how the patient did, the outcome, the specialist's word. */
export function FollowUpSection({ view: { decisions, followUps, outcome, remarks, notFollowed } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (decisions.length === 0 && followUps.length === 0 && !outcome && !notFollowed) return null
  const entries = [
    ...decisions.map(({ at, by, kind, reason, answerVersion }) => ({ key: `d${at}`, at, by, term: t('record:follow.decision'), words: t(`record:decision.${kind}`), text: reason, small: t('record:follow.saw', { version: answerVersion }) })),
    ...followUps.map(({ id, at, by, condition, note }) => ({ key: id, at, by, term: t('record:follow.entry'), words: t(`record:condition.${condition}`), text: note, small: '' })),
    ...remarks.map(({ id, at, by, text }) => ({ key: id, at, by, term: t('record:follow.remark'), words: '', text, small: '' })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <Section id="theo-doi" title={t('record:follow.title')}>
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
    </Section>
  )
}
