import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNear } from '~/platform/dates'
import { Bar } from '~/ui/bar'
import { Chip } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { StudyCards } from '~/ui/files/study-cards'
import { Icon } from '~/ui/icon'
import { Section } from '~/ui/section'
import { RecallFile } from './recall-file'
import type { RecordView } from './view.server'

const typeWords: Record<string, string> = { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'application/pdf': 'PDF', 'application/dicom': 'DICOM', 'video/mp4': 'MP4' }
const typeOf = (mediaType: string) => typeWords[mediaType] ?? mediaType

function size(bytes: number, language: string): string {
  const megabytes = bytes / 1_000_000
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: megabytes < 10 ? 1 : 0, minimumFractionDigits: 0 }).format(Math.max(megabytes, 0.1))} MB`
}

function FileRow({ file, view }: { file: RecordView['files'][number]; view: RecordView }) {
  const { t, i18n } = useTranslation()
  const address = `/consults/${view.id}/files/${file.id}`
  const kind = file.kind === 'other' || file.kind === 'video' || file.kind === 'document' ? null : t(`files:kind.${file.kind}`)
  return (
    <tr>
      <td>
        {file.hasThumbnail ? <img className="thumb" src={`${address}?size=thumbnail`} alt="" width={48} height={48} loading="lazy" /> : <Icon name={file.mediaType.startsWith('image/') ? 'img' : 'doc'} />}
        <span>{kind ? <><b>{kind}.</b> </> : null}{file.name}{file.requestVersion === null && file.kind !== 'consent' ? <> <Chip tone="rest" icon="draft">{t('record:files.unsent')}</Chip></> : null}{(file.requestVersion ?? 1) > 1 ? <small> {t('record:files.version', { version: file.requestVersion ?? 0 })}</small> : null}</span>
      </td>
      <td>{typeOf(file.mediaType)}</td><td className="n">{size(file.size, i18n.language)}</td><td>{formatDateTime(file.at)}, {file.by.name}</td>
      <td>
        <a href={address} target="_blank" rel="noreferrer">{t('record:files.open')}<span className="sr"> {file.name}</span></a>
        {view.may.recallFile && (file.requestVersion !== null || file.kind === 'consent') ? <RecallFile which={file.id} name={file.name} /> : null}
      </td>
    </tr>
  )
}

/** How far the files have come while the sender's line still brings them. */
function Arriving({ view: { progress, now } }: { view: RecordView }) {
  const { t } = useTranslation()
  if (!progress) return null
  return (
    <div className="arriving" role="status">
      <p><b>{t('files:progress', { received: progress.received, total: progress.total })}</b>{progress.lastAt ? <small> {t('files:progressNote', { time: formatNear(progress.lastAt, now) })}</small> : null}</p>
      <Bar done={(100 * progress.received) / progress.total} tone="wait" />
    </div>
  )
}

/** Files of the consult; before reception only how many of which kind. */
export function Files({ view }: { view: RecordView }) {
  const { t } = useTranslation()
  const kinds = Object.entries(view.fileKinds)
  return (
    <Section id="tep" title={t('record:files.title')} note={view.identified ? t('record:files.note') : null}>
      <Arriving view={view} />
      {kinds.length === 0 && !view.progress && view.recalled.length === 0 ? <Empty title={t('record:files.none')}><p>{t('record:files.noneWhy')}</p></Empty> : null}
      {!view.identified && kinds.length > 0 ? <p className="before"><Icon name="lock" small /> {t('record:files.hidden', { kinds: kinds.map(([kind, count]) => t('record:files.kind', { count, kind: typeOf(kind) })).join(', ') })}</p> : null}
      {view.files.length > 0 ? (
        <table className="files stack">
          <thead><tr><th>{t('record:files.name')}</th><th>{t('record:files.type')}</th><th className="n">{t('record:files.size')}</th><th>{t('record:files.uploaded')}</th><th><span className="sr">{t('record:files.open')}</span></th></tr></thead>
          <tbody>{view.files.map((file) => <FileRow key={file.id} file={file} view={view} />)}</tbody>
        </table>
      ) : null}
      <StudyCards consultId={view.id} studies={view.studies} action={(study) => (view.may.recallFile && !study.unsent ? <RecallFile which={`study:${study.id}`} name={study.description || t('files:study.title')} study /> : null)} />
      {view.recalled.map((trace) => (
        <p className="recalled" key={trace.id}><Icon name="undo" small /> {trace.count > 1
          ? t('files:recall.traces', { count: trace.count, time: formatDateTime(trace.at), name: trace.by.name, reason: trace.reason })
          : t('files:recall.trace', { time: formatDateTime(trace.at), name: trace.by.name, reason: trace.reason })}</p>
      ))}
    </Section>
  )
}
