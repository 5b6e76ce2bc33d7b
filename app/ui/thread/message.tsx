import { useTranslation } from 'react-i18next'
import type { ThreadView } from '~/domain/consults/thread.server'
import { formatNear } from '~/platform/dates'
import { HospitalBadge } from '../hospital-badge'
import { Icon } from '../icon'
import { Row } from '../row'

type One = ThreadView['messages'][number]

function File({ file, consultId }: { file: One['files'][number]; consultId: string }) {
  const { t } = useTranslation()
  const address = `/consults/${consultId}/files/${file.id}`
  if (file.recalled) return <li><Icon name="no" /> {t('thread:recalled')}</li>
  return (
    <li>
      <a href={address} target="_blank" rel="noreferrer" aria-label={t('thread:file', { name: file.name })}>
        {file.hasThumbnail ? <img className="thumb" src={`${address}?size=thumbnail`} alt="" width={48} height={48} loading="lazy" /> : <Icon name="doc" />} {file.name}
      </a>
    </li>
  )
}

/** One message, with who said it in which role, its files, and who has read so far. */
export function Message({ message, consultId, now }: { message: One; consultId: string; now: string }) {
  const { t } = useTranslation()
  const { number, at, by, role, own, text, files, seen } = message
  const names = seen.map((one) => t('thread:seenBy', { name: one.by.name, badge: one.by.badge, time: formatNear(one.at, now) })).join(', ')
  return (
    <Row id={`tin-${number}`} className={own ? 'own' : ''} margin={<time dateTime={at}>{formatNear(at, now)}</time>}>
      <p className="who"><b>{by.name}</b> {by.badge ? <HospitalBadge code={by.badge} senior={by.senior} /> : null} {t(`thread:as.${role}`)}{own ? ` (${t('thread:own')})` : null}</p>
      {text ? <p className="told">{text}</p> : null}
      {files.length > 0 ? <ul className="attached">{files.map((file) => <File key={file.id} file={file} consultId={consultId} />)}</ul> : null}
      {names ? <p className="seen"><Icon name="eye" small /> {t('thread:seen', { names })}</p> : null}
    </Row>
  )
}
