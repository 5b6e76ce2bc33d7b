import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { Clock } from '~/ui/clock'
import { Chip } from '~/ui/chip'
import { HospitalBadge } from '~/ui/hospital-badge'
import { Icon } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'
import { patientWords } from '~/ui/patient-words'
import { StatusChip } from '~/ui/status-chip'
import { Lacks } from './lacks'
import type { RecordView } from './view.server'

function Patient({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const { patient } = view
  const name = patient ? (patient.name || t('record:patient.unidentified')) : t('record:patient.hidden')
  const place = patient && [patient.department, patient.room && t('record:patient.room', { room: patient.room }), patient.bed && t('record:patient.bed', { bed: patient.bed })].filter(Boolean).join(', ')
  return (
    <div>
      <span className="k">{t('record:patient.term')}</span>
      <span className={patient ? 'v' : 'v hidden-name'}>{patient ? null : <Icon name="lock" small />}{name}</span>
      <p><b>{patientWords(t, view)}</b>{patient?.recordNumber ? `, ${t('record:patient.recordNumber', { number: patient.recordNumber })}` : null}</p>
      {place ? <p>{place}</p> : null}
      {patient?.admittedOn ? <p>{t('record:patient.admitted', { day: formatDay(patient.admittedOn) })}</p> : null}
      {patient?.diagnosis ? <p>{t('record:patient.diagnosis')}: <b>{patient.diagnosis}</b></p> : null}
    </div>
  )
}

function Parties({ view: { requesting, supporting, treatingDoctor, specialist, specialty } }: { view: RecordView }) {
  const { t } = useTranslation()
  return (
    <div>
      <span className="k">{t('record:parties.term')}</span>
      {requesting ? <span className="v"><HospitalBadge code={requesting.badge} name={requesting.shortName} /></span> : null}
      <p><b>{treatingDoctor.name}</b>, {t('record:parties.treats')}</p>
      {supporting ? <p><HospitalBadge code={supporting.badge} senior name={supporting.shortName} />{specialty ? `, ${specialty}` : null}</p> : null}
      <p>{specialist ? <><b>{specialist.name}</b>, {t('record:parties.advises')}</> : t('record:parties.nobody')}</p>
    </div>
  )
}

function Cover({ view: { agreement, overrideReason } }: { view: RecordView }) {
  const { t } = useTranslation()
  return (
    <div>
      <span className="k">{t('record:agreement.term')}</span>
      {agreement ? (
        <>
          <span className="v">{agreement.number}</span>
          <p>{agreement.title}</p>
          <p>{t('record:agreement.days', { from: formatDay(agreement.validFrom), until: formatDay(agreement.validUntil) })}</p>
        </>
      ) : (
        <>
          <span className="v"><Chip tone="soon" icon="soon">{t('record:agreement.none')}</Chip></span>
          <p>{t('record:agreement.override', { reason: overrideReason ?? '' })}</p>
        </>
      )}
    </div>
  )
}

function AnswerClock({ view: { dueAt, sentAt, answeredAt, closedAt, level, now } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (!dueAt || !sentAt || !level) return null
  return (
    <div>
      <span className="k">{t('record:clock')}</span>
      {closedAt && !answeredAt ? <p>{t('record:clockStopped')}</p> : <Clock dueAt={dueAt} startedAt={sentAt} now={now} doneAt={answeredAt} promise={t(`record:promise.${level}`)} />}
    </div>
  )
}

/** Who, between whom, under what and until when: four columns of facts, ruled, no boxes. */
export function RecordHead({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="crumb">
        <Link to="/consults" prefetch="none">{t('record:title')}</Link><Icon name="go" small /><b>{view.code}</b>
        {view.level ? <LevelMark level={view.level} /> : null}<span>{view.specialty}</span>
      </p>
      <div className="title">
        <h1>{view.headline || t('record:noSituation')}</h1>
        <StatusChip state={view.state} fill />
      </div>
      <div className="id"><Patient view={view} /><Parties view={view} /><Cover view={view} /><AnswerClock view={view} /></div>
      <Lacks view={view} />
    </>
  )
}
