import { useTranslation } from 'react-i18next'
import { clinicalSections, isChosen, isVital, type ClinicalName, type ClinicalSection } from '~/domain/consults/clinical-fields'
import { valueWords } from '~/domain/consults/clinical-words'
import { formatDateTime } from '~/platform/dates'
import { Chip } from '~/ui/chip'
import type { RecordView } from './view.server'

type Said = RecordView['said'][number]

/** "bản bổ sung 2, 21:40", with a mark while it is new to the reader; nothing for what stood in the request itself. */
export function Since({ version, view }: { version: number; view: Pick<RecordView, 'versions' | 'baseVersion' | 'fresh'> }) {
  const { t } = useTranslation()
  const found = view.versions.find((one) => one.version === version)
  if (!found || version <= view.baseVersion) return null
  const given = { version, time: formatDateTime(found.at) }
  return view.fresh.includes(version)
    ? <Chip tone="live" icon="live">{t('record:request.freshFrom', given)}</Chip>
    : <small>{t('record:request.added', given)}</small>
}

/** All that was said of one field: the newest measurement first, texts in their order. */
function Field({ field: { name, values }, view }: { field: Said; view: RecordView }) {
  const { t } = useTranslation()
  const lines = isVital(name) || isChosen(name) ? [...values].reverse() : values
  return (
    <div className="said">
      <b>{t(`consults:clinical.${name}`)}</b>
      {lines.map(({ version, value }) => <p className="told" key={version}>{valueWords(t, name, value)} <Since version={version} view={view} /></p>)}
    </div>
  )
}

/** The clinical part, section by section, as far as it was filled in. */
export function ClinicalPart({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const sections = (Object.entries(clinicalSections) as [ClinicalSection, readonly ClinicalName[]][])
    .map(([section, names]) => ({ section, fields: view.said.filter(({ name }) => names.includes(name)) })).filter(({ fields }) => fields.length > 0)
  return (
    <>
      {sections.map(({ section, fields }) => (
        <div className="contents" key={section}>
          <dt>{t(`consults:section.${section}`)}</dt>
          <dd className={section === 'exam' ? 'saids' : undefined}>{fields.map((field) => <Field key={field.name} field={field} view={view} />)}</dd>
        </div>
      ))}
    </>
  )
}
