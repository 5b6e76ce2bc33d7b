import { useTranslation } from 'react-i18next'
import type { ClinicalName } from '~/domain/consults/clinical-fields'
import { formatDateTime } from '~/platform/dates'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import { ClinicalPart } from './said'
import { Signed } from './signed'
import type { RecordView } from './view.server'

function Basis({ view: { patient, dataBasis } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (!dataBasis) return null
  if (!patient) return <>{t(`record:basis.${dataBasis}`)}</>
  if (dataBasis === 'emergency') return <>{t('record:basis.emergencyFor', { reason: patient.basisReason })}</>
  return <>{patient.basisRelation === 'self' ? t('record:basis.self') : t('record:basis.consentBy', { person: patient.basisPerson, relation: t(`consults:relation.${patient.basisRelation}`) })}</>
}

/** What a supplement brought besides its text, in one line. */
function Brought({ version: { questions, files, clinical } }: { version: RecordView['versions'][number] }) {
  const { t } = useTranslation()
  const names = Object.keys(clinical) as ClinicalName[]
  const parts = [
    names.length > 0 && t('record:request.fields', { fields: names.map((name) => t(`consults:clinical.${name}`)).join(', ') }),
    questions.length > 0 && t('record:request.questions', { count: questions.length }),
    files > 0 && t('record:request.files', { count: files }),
  ].filter((part) => part !== false)
  return parts.length > 0 ? <p className="hint">{parts.join('; ')}</p> : null
}

/** What came since this reader last looked, said once at the top. */
export function SinceLastLook({ view: { fresh, versions } }: { view: RecordView }) {
  const { t } = useTranslation()
  const found = versions.filter(({ version }) => fresh.includes(version))
  if (found.length === 0) return null
  return <Note tone="live">{t('record:request.since', { count: found.length, versions: found.map(({ version, at }) => t('record:request.added', { version, time: formatDateTime(at) })).join('; ') })}</Note>
}

/** What was sent, with every supplement, its number and time. */
export function Request({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const first = view.versions.find(({ version }) => version === view.baseVersion)
  const supplements = view.versions.filter(({ version, whole }) => !whole && version > view.baseVersion)
  return (
    <Section id="tom-tat" title={t('record:request.title')} note={first ? <>{t('record:request.sent', { time: formatDateTime(first.at) })}, {first.by.name}</> : null}>
      <SinceLastLook view={view} />
      <dl className="sum">
        {view.situation ? <><dt>{t('record:request.situation')}</dt><dd className="told">{view.situation}</dd></> : null}
        {view.episodeKind ? <><dt>{t('record:request.episode')}</dt><dd>{t(`consults:episode.${view.episodeKind}`)}</dd></> : null}
        <ClinicalPart view={view} />
        {supplements.map((version) => (
          <div className={view.fresh.includes(version.version) ? 'contents fresh' : 'contents'} key={version.version}>
            <dt>{t('record:request.version', { version: version.version })}<br />{formatDateTime(version.at)}</dt>
            <dd>{version.text ? <p className="told">{version.text}</p> : null}<Brought version={version} /><p className="who"><Signed by={version.by} /></p></dd>
          </div>
        ))}
        <dt>{t('record:basis.term')}</dt><dd><Basis view={view} /></dd>
      </dl>
      {view.summary ? <details className="fill"><summary>{t('record:request.summary')}</summary><p className="told">{view.summary}</p></details> : null}
    </Section>
  )
}
