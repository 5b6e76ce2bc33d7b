import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/platform/dates'
import { Section } from '~/ui/section'
import { Signed } from './signed'
import type { RecordView } from './view.server'

function Basis({ view: { patient, dataBasis } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (!dataBasis) return null
  if (!patient) return <>{t(`record:basis.${dataBasis}`)}</>
  if (dataBasis === 'emergency') return <>{t('record:basis.emergencyFor', { reason: patient.basisReason })}</>
  return <>{patient.basisRelation === 'self' ? t('record:basis.self') : t('record:basis.consentBy', { person: patient.basisPerson, relation: t(`consults:relation.${patient.basisRelation}`) })}</>
}

/** What was sent, version by version, with its time. */
export function Request({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const [first, ...supplements] = view.versions
  return (
    <Section id="tom-tat" title={t('record:request.title')} note={first ? <>{t('record:request.sent', { time: formatDateTime(first.at) })}, {first.by.name}</> : null}>
      <dl className="sum">
        <dt>{t('record:request.situation')}</dt><dd className="told">{view.situation}</dd>
        {supplements.map((version) => (
          <div className="contents" key={version.version}>
            <dt>{t('record:request.version', { version: version.version })}<br />{formatDateTime(version.at)}</dt>
            <dd><p className="told">{version.text}</p><p className="who"><Signed by={version.by} /></p></dd>
          </div>
        ))}
        <dt>{t('record:basis.term')}</dt><dd><Basis view={view} /></dd>
      </dl>
    </Section>
  )
}
