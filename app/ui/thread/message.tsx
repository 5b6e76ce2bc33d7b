import { useTranslation } from 'react-i18next'
import type { ThreadView } from '~/domain/consults/thread.server'
import { formatDateTime, formatNear } from '~/platform/dates'
import { HospitalBadge } from '../hospital-badge'
import { Icon } from '../icon'
import { RecallFile } from '../record/recall-file'
import { Row } from '../row'

type One = ThreadView['messages'][number]

function File({ file, consultId, recallTo }: { file: One['files'][number]; consultId: string; recallTo: string | null }) {
  const { t } = useTranslation()
  const address = `/consults/${consultId}/files/${file.id}`
  if (file.recalled) return <li className="gone"><Icon name="undo" small /> {t('files:recall.trace', { time: formatDateTime(file.recalled.at), name: file.recalled.by, reason: file.recalled.reason })}</li>
  return (
    <li>
      <a href={address} target="_blank" rel="noreferrer" aria-label={t('thread:file', { name: file.name })}>
        {file.hasThumbnail ? <img className="thumb" src={`${address}?size=thumbnail`} alt="" width={48} height={48} loading="lazy" /> : <Icon name="doc" />} {file.name}
      </a>
      {recallTo ? <RecallFile which={file.id} name={file.name} action={recallTo} /> : null}
    </li>
  )
}

/** One message, with who said it in which role, its files, and who has read so far. `place` is where its forms are posted to. */
export function Message({ message, consultId, place, now }: { message: One; consultId: string; place: string; now: string }) {
  const { t } = useTranslation()
  const { number, at, by, role, own, text, files, seen, mayRecall } = message
  const names = seen.map((one) => t('thread:seenBy', { name: one.by.name, badge: one.by.badge, time: formatNear(one.at, now) })).join(', ')
  return (
    <Row id={`tin-${number}`} className={own ? 'own' : ''} margin={<time dateTime={at}>{formatNear(at, now)}</time>}>
      <p className="who"><b>{by.name}</b> {by.badge ? <HospitalBadge code={by.badge} senior={by.senior} /> : null} {t(`thread:as.${role}`)}{own ? ` (${t('thread:own')})` : null}</p>
      {text ? <p className="told">{text}</p> : null}
      {files.length > 0 ? <ul className="attached">{files.map((file) => <File key={file.id} file={file} consultId={consultId} recallTo={mayRecall ? place : null} />)}</ul> : null}
      {names ? <p className="seen"><Icon name="eye" small /> {t('thread:seen', { names })}</p> : null}
    </Row>
  )
}
