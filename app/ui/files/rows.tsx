import { useTranslation } from 'react-i18next'
import type { DraftFile } from '~/domain/consults/queries.server'
import { uploadLimits, type UploadLine } from '~/domain/consults/uploads'
import type { Complaint } from '~/platform/http/form'
import { Bar } from '~/ui/bar'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import type { QueuedFile } from './upload-queue'

const tile = 'grid size-16 flex-none place-items-center overflow-hidden rounded-1 border border-rule-2 bg-paper-2 text-ink-2'
const row = 'flex flex-wrap items-center gap-3 border-b border-rule py-2'

export function useSize() {
  const { t, i18n } = useTranslation()
  const words = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value)
  return (bytes: number) => (bytes < 1_000_000 ? t('files:kilobytes', { size: words(Math.ceil(bytes / 1000)) }) : t('files:megabytes', { size: words(bytes / 1_000_000) }))
}

/** The name without the folders that tell it from others. */
const lastPart = (name: string) => name.split('/').at(-1) ?? name
const partOf = (received: number, size: number) => (size > 0 ? Math.floor((100 * received) / size) : 100)

/** Why a file stays, in the server's words. */
export function Refusal({ problems, name = '' }: { problems: readonly Complaint[]; name?: string }) {
  const { t } = useTranslation()
  return <>{problems.map(({ key, params }) => <small className="block text-red" role="alert" key={key}>{t(key, { name, ...params })}</small>)}</>
}

/** A file that is there and was not sent: it can be taken away. */
export function FileRow({ url, file, refusal, remove }: { url: string; file: DraftFile; refusal: readonly Complaint[]; remove: (() => void) | null }) {
  const { t } = useTranslation()
  const size = useSize()
  const address = `${url}/${file.id}`
  const kind = file.kind === 'other' || file.kind === 'video' ? t(`files:type.${file.mediaType}`) : t(`files:kind.${file.kind}`)
  return (
    <li className="flex items-center gap-3 border-b border-rule py-2">
      <a className={tile} href={address} target="_blank" rel="noreferrer" aria-label={t('files:open', { name: file.name })}>
        {file.hasThumbnail ? <img className="size-full object-cover" src={`${address}?size=thumbnail`} alt="" width={64} height={64} loading="lazy" /> : <Icon name="doc" />}
      </a>
      <span className="min-w-0 flex-1"><span className="block truncate">{file.name}</span><small>{kind}, {size(file.size)}</small><Refusal problems={refusal} name={file.name} /></span>
      <Button kind="bare" name="intent" value={`removeFile.${file.id}`} aria-label={t('files:removeName', { name: file.name })}
        onClick={(event) => { if (remove) { event.preventDefault(); remove() } }}>{t('files:remove')}</Button>
    </li>
  )
}

/** A file leaving this browser. */
export function QueuedRow({ one, retry, dismiss }: { one: QueuedFile; retry: () => void; dismiss: () => void }) {
  const { t } = useTranslation()
  const { state, percent, problems } = one
  const again = state === 'lost' || state === 'signedOut'
  return (
    <li className={row}>
      <span className={tile}><Icon name={one.file.type.startsWith('image/') ? 'img' : 'doc'} /></span>
      <span className="min-w-48 flex-1">
        <span className="block truncate">{lastPart(one.name)}</span>
        {state === 'sending' ? <><Bar done={percent} tone="wait" /><small>{percent < 100 ? t('files:state.sending', { percent }) : t('files:state.checking')}</small></> : null}
        {state === 'waiting' ? <small>{t('files:state.waiting')}</small> : null}
        {again ? <small className="block text-red" role="alert">{t(`files:state.${state}`)}</small> : null}
        <Refusal problems={problems} name={lastPart(one.name)} />
      </span>
      {again ? <Button type="button" kind="bare" onClick={retry}>{t('files:retry')}</Button> : null}
      {again || state === 'refused' ? <Button type="button" kind="bare" onClick={dismiss}>{t('files:dismiss')}</Button> : null}
    </li>
  )
}

/** An upload the server knows: being looked through, refused, stopped, or coming from a phone. */
export function UploadRow({ line, dismiss }: { line: UploadLine; dismiss: () => void }) {
  const { t } = useTranslation()
  const percent = partOf(line.received, line.size)
  const name = lastPart(line.name)
  return (
    <li className={row}>
      <span className={tile}><Icon name="doc" /></span>
      <span className="min-w-48 flex-1">
        <span className="block truncate">{name}</span>
        {line.state === 'receiving' ? <><Bar done={percent} tone="wait" /><small>{t(line.mine ? 'files:state.stopped' : 'files:state.elsewhere', { percent })}</small></> : null}
        {line.state === 'checking' ? <small role="status">{t('files:state.checking')}</small> : null}
        {line.state === 'accepted' && line.skipped > 0
          ? line.broken.length > 0
            ? <small className="block text-red" role="alert">{t('files:state.broken', { count: line.skipped, names: line.broken.map(lastPart).join(', ') })}</small>
            : <small>{t('files:state.skipped', { count: line.skipped })}</small>
          : null}
        {line.state === 'refused' ? <small className="block text-red" role="alert">{t(line.problem, { name, limit: uploadLimits.instances, most: uploadLimits.files })}</small> : null}
      </span>
      {line.mine && (line.state === 'refused' || line.state === 'receiving') ? <Button type="button" kind="bare" onClick={dismiss}>{t('files:dismiss')}</Button> : null}
    </li>
  )
}
