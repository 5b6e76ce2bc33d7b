import type { ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftFile } from '~/domain/consults/queries.server'
import { Bar } from '~/ui/bar'
import { Button } from '~/ui/button'
import { FieldError } from '~/ui/field-frame'
import { useField } from '~/ui/form-context'
import { Icon } from '~/ui/icon'
import { useHydrated } from '~/ui/use-hydrated'
import { Part } from './part'
import { useUploads, type Upload } from './use-uploads'

const tile = 'grid size-16 flex-none place-items-center overflow-hidden rounded-1 border border-rule-2 bg-paper-2 text-ink-2'
const picker = 'max-w-full py-2 file:mr-3 file:min-h-(--hit) file:cursor-pointer file:rounded-1 file:border file:border-solid file:border-rule-2 file:bg-paper file:px-3.5 file:font-semibold file:text-ink'

function useSize() {
  const { t, i18n } = useTranslation()
  const words = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value)
  return (bytes: number) => (bytes < 1_000_000 ? t('compose:files.kilobytes', { size: words(Math.ceil(bytes / 1000)) }) : t('compose:files.megabytes', { size: words(bytes / 1_000_000) }))
}

function FileRow({ url, file, stuck, remove }: { url: string; file: DraftFile; stuck: boolean; remove: (() => void) | null }) {
  const { t } = useTranslation()
  const size = useSize()
  const address = `${url}/${file.id}`
  return (
    <li className="flex items-center gap-3 border-b border-rule py-2">
      <a className={tile} href={address} target="_blank" rel="noreferrer" aria-label={t('compose:files.open', { name: file.name })}>
        {file.hasThumbnail ? <img className="size-full object-cover" src={`${address}?size=thumbnail`} alt="" width={64} height={64} loading="lazy" /> : <Icon name="doc" />}
      </a>
      <span className="min-w-0 flex-1"><span className="block truncate">{file.name}</span><small>{t(`compose:files.kind.${file.mediaType}`)}, {size(file.size)}</small>{stuck ? <small className="block text-red" role="alert">{t('compose:files.removeFailed')}</small> : null}</span>
      <Button kind="bare" name="intent" value={`removeFile.${file.id}`} aria-label={t('compose:files.removeName', { name: file.name })}
        onClick={(event) => { if (remove) { event.preventDefault(); remove() } }}>{t('compose:files.remove')}</Button>
    </li>
  )
}

function UploadRow({ upload, retry, dismiss }: { upload: Upload; retry: () => void; dismiss: () => void }) {
  const { t } = useTranslation()
  const { state, percent, problems } = upload
  const again = state === 'lost' || state === 'signedOut'
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-rule py-2">
      <span className={tile}><Icon name={upload.file.type === 'application/pdf' ? 'doc' : 'img'} /></span>
      <span className="min-w-48 flex-1">
        <span className="block truncate">{upload.file.name}</span>
        {state === 'sending' ? <><Bar done={percent} tone="wait" /><small>{percent < 100 ? t('compose:files.uploading', { percent }) : t('compose:files.checking')}</small></> : null}
        {state === 'waiting' ? <small>{t('compose:files.waiting')}</small> : null}
        {again ? <small className="block text-red" role="alert">{t(`compose:files.${state}`)}</small> : null}
        {problems.map(({ key, params }) => <small className="block text-red" role="alert" key={key}>{t(key, params)}</small>)}
      </span>
      {again ? <Button type="button" kind="bare" onClick={retry}>{t('compose:files.retry')}</Button> : null}
      {again || state === 'refused' ? <Button type="button" kind="bare" onClick={dismiss}>{t('compose:files.dismiss')}</Button> : null}
    </li>
  )
}

/** Pictures and documents. A chosen file goes up at once; before JavaScript with the form, by its own button or any other. */
export function FilesPart({ url, saved }: { url: string; saved: DraftFile[] }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const { id, complaint } = useField('files')
  const { files, uploads, stuck, choose, retry, dismiss, remove } = useUploads(url, saved)
  const chosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    choose([...(currentTarget.files ?? [])])
    currentTarget.value = ''
  }
  return (
    <Part number={6} title={t('compose:part.files')}>
      <div className={complaint ? 'field bad' : 'field'}>
        <label htmlFor={id}>{t('compose:files.choose')} <span className="opt">({t('shell:optional')})</span></label>
        <span className="hint" id={`${id}-hint`}>{t('compose:files.hint')}</span>
        <FieldError id={id} complaint={complaint} />
        <div className="mt-1 flex flex-wrap items-center gap-2">
          <input className={hydrated ? 'peer sr' : picker} type="file" id={id} name="files" multiple accept="image/jpeg,image/png,application/pdf" aria-describedby={`${id}-hint`} {...(hydrated && { onChange: chosen })} />
          {hydrated
            ? <label className="btn peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink" htmlFor={id}><Icon name="plus" />{t('compose:files.pick')}</label>
            : <Button name="intent" value="addFiles">{t('compose:files.upload')}</Button>}
        </div>
      </div>
      {files.length + uploads.length > 0 ? (
        <ul className="mt-3 max-w-form border-t border-rule-2">
          {files.map((file) => <FileRow key={file.id} url={url} file={file} stuck={stuck === file.id} remove={hydrated ? () => void remove(file.id) : null} />)}
          {uploads.map((one) => <UploadRow key={one.key} upload={one} retry={retry} dismiss={() => dismiss(one.key)} />)}
        </ul>
      ) : null}
    </Part>
  )
}
