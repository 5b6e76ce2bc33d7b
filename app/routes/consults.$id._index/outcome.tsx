import { useTranslation } from 'react-i18next'
import { formatDateTime, formatDay } from '~/platform/dates'
import { Facts } from '~/ui/facts'
import { Signed } from '~/ui/record/signed'
import type { RecordView } from '~/ui/record/view.server'

type Ended = NonNullable<RecordView['outcome']>

function OutcomeFacts({ outcome, notFollowed, readmission }: { outcome: Ended; notFollowed: boolean; readmission: RecordView['earlierOutcomes'][number]['readmission'] }) {
  const { t } = useTranslation()
  const { endKind, endedOn, result, treatedOnSite, diagnosisChange, usefulness, remark, evaluatedBy } = outcome
  return (
    <Facts items={[
      { term: t('record:outcome.end'), detail: `${t(`record:endKind.${endKind}`)}, ${formatDay(endedOn)}` },
      result && { term: t('record:outcome.result'), detail: t(`record:result.${result}`) },
      treatedOnSite !== null && { term: t('record:outcome.where'), detail: t(treatedOnSite ? 'record:outcome.onSite' : 'record:outcome.referred') },
      diagnosisChange && { term: t('record:outcome.diagnosis'), detail: t(`record:diagnosisChange.${diagnosisChange}`) },
      usefulness !== null && { term: t('record:outcome.usefulness'), detail: t('record:outcome.ofFive', { value: usefulness }) },
      remark !== '' && { term: t('record:outcome.remark'), detail: remark },
      evaluatedBy && { term: t('record:outcome.evaluatedBy'), detail: <Signed by={evaluatedBy} /> },
      readmission && { term: t('record:follow.readmission'), detail: [t(`record:readmitted.${readmission.readmitted}`), readmission.note].filter(Boolean).join(': ') },
      notFollowed && { term: t('record:outcome.counted'), detail: t('record:outcome.notFollowed') },
    ].map((item) => item || null)} />
  )
}

/** How the episode ended and what the consult was good for. */
export function Outcome({ outcome, notFollowed }: { outcome: RecordView['outcome']; notFollowed: boolean }) {
  const { t } = useTranslation()
  if (!outcome) return notFollowed ? <p>{t('record:outcome.notFollowed')}</p> : null
  return <OutcomeFacts outcome={outcome} notFollowed={notFollowed} readmission={null} />
}

/** Outcomes from before the consult was reopened, each as it stood. */
export function EarlierOutcomes({ earlier }: { earlier: RecordView['earlierOutcomes'] }) {
  const { t } = useTranslation()
  return earlier.map((one) => (
    <details className="earlier" key={one.id}>
      <summary>{t('record:follow.earlier', { time: formatDateTime(one.reopenedAt) })}</summary>
      <OutcomeFacts outcome={one} notFollowed={false} readmission={one.readmission} />
    </details>
  ))
}
