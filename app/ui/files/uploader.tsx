import { useEffect, useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftFile } from '~/domain/consults/queries.server'
import { uploadLimits } from '~/domain/consults/uploads'
import type { Complaint } from '~/platform/http/form'
import { Bar } from '~/ui/bar'
import { Button } from '~/ui/button'
import { FieldError } from '~/ui/field-frame'
import { useField } from '~/ui/form-context'
import { Icon } from '~/ui/icon'
import { useHydrated } from '~/ui/use-hydrated'
import { picturesIn } from './choose-folder'
import { chosenEarly } from './chosen-early'
import { FileRow, QueuedRow, Refusal, UploadRow } from './rows'
import { StudyCards } from './study-cards'
import { putAway, takeAway } from './take-away'
import { useFileList } from './use-file-list'

const picker = 'max-w-full py-2 file:mr-3 file:min-h-(--hit) file:cursor-pointer file:rounded-1 file:border file:border-solid file:border-rule-2 file:bg-paper file:px-3.5 file:font-semibold file:text-ink'
const label = 'btn peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink'
/** More rows than this are told in one line. */
const mostRows = 12

/**
 * Chooses files and shows how they arrive. With JavaScript each goes up at once and resumes after any cut; before it, small ones go
 * with the form, by its own button or any other. `unsentOnly` in a supplement, where what was sent stands elsewhere. Needs the texts of 'files'.
 */
export function Uploader({ consultId, saved, unsentOnly = false }: { consultId: string; saved: DraftFile[]; unsentOnly?: boolean }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const { id, complaint } = useField('files')
  const { list, look, queue, view, url, membershipId } = useFileList(consultId, saved)
  const [stuck, is] = useState<{ id: string; problems: Complaint[] } | null>(null)
  const [told, tell] = useState<string | null>(null)

  useEffect(() => {
    if (queue) void queue.choose(chosenEarly(document.getElementById(id)?.parentElement ?? null)).then(look)
  }, [queue, id, look])
  const remove = async (fileId: string) => {
    const problems = await takeAway(`${url}/${fileId}`, { membershipId })
    is(problems && { id: fileId, problems })
    await look()
  }
  const taken = (input: HTMLInputElement): File[] => {
    const files = [...(input.files ?? [])]
    input.value = ''
    return files
  }
  const chosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    tell(null)
    void queue?.choose(taken(currentTarget)).then(look)
  }
  const folder = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const { dicom, skipped } = await picturesIn(taken(currentTarget))
    if (dicom.length > uploadLimits.announced) return tell(t('files:problem.tooManyAtOnce'))
    tell(dicom.length === 0 ? t('files:folderNothing') : skipped > 0 ? t('files:folderSkipped', { count: skipped }) : null)
    await queue?.choose(dicom)
    await look()
  }

  const files = unsentOnly ? list.files.filter(({ requestVersion, kind }) => requestVersion === null && kind !== 'consent') : list.files
  const studies = unsentOnly ? list.studies.filter(({ unsent }) => unsent) : list.studies
  // What this browser is sending has its row already.
  const sending = new Set(view.files.map(({ name, file }) => `${name} ${file.size}`))
  const lines = list.uploads.filter((line) => line.state !== 'receiving' || !(line.mine && sending.has(`${line.name} ${line.size}`)))
  const waiting = lines.filter(({ state, skipped }) => state !== 'accepted' || skipped > 0)
  const checking = waiting.filter(({ state }) => state === 'checking')
  const rows = checking.length > mostRows ? waiting.filter(({ state }) => state !== 'checking') : waiting
  const shown = view.files.length > mostRows ? view.files.filter(({ state }) => state !== 'waiting').slice(0, mostRows) : view.files
  return (
    <>
      <div className={complaint ? 'field bad' : 'field'}>
        <label htmlFor={id}>{t(hydrated ? 'files:chooseLabel' : 'files:chooseSmall')} <span className="opt">({t('shell:optional')})</span></label>
        <span className="hint" id={`${id}-hint`}>{t(hydrated ? 'files:hint' : 'files:hintSmall')}</span>
        <FieldError id={id} complaint={complaint} />
        <div className="mt-1 flex flex-wrap items-center gap-2">
          <input className={hydrated ? 'peer sr' : picker} type="file" id={id} name="files" multiple aria-describedby={`${id}-hint`} {...(hydrated ? { onChange: chosen } : { accept: 'image/jpeg,image/png,application/pdf' })} />
          {hydrated
            ? <label className={label} htmlFor={id}><Icon name="plus" />{t('files:choose')}</label>
            : <Button name="intent" value={unsentOnly ? 'upload' : 'addFiles'}>{t('files:uploadSmall')}</Button>}
          {hydrated ? (
            <span className="relative">
              <input className="peer sr" type="file" id={`${id}-folder`} multiple onChange={(event) => void folder(event)} ref={(input) => input?.setAttribute('webkitdirectory', '')} />
              <label className={label} htmlFor={`${id}-folder`}><Icon name="img" />{t('files:folder')}</label>
            </span>
          ) : null}
        </div>
        {told ? <p className="hint" role="status">{told}</p> : null}
      </div>
      {view.total > 1 && view.files.length > 0 ? <div className="mt-3 max-w-form" role="status"><p>{t('files:many', { done: view.done, total: view.total })}</p><Bar done={(100 * view.done) / view.total} tone="wait" />{view.total > mostRows ? <small>{t('files:manyNote')}</small> : null}</div> : null}
      {files.length + rows.length + shown.length > 0 ? (
        <ul className="mt-3 max-w-form border-t border-rule-2">
          {files.map((file) => <FileRow key={file.id} url={url} file={file} refusal={stuck?.id === file.id ? stuck.problems : []} remove={hydrated ? () => void remove(file.id) : null} />)}
          {rows.slice(0, 4 * mostRows).map((line) => <UploadRow key={line.id} line={line} dismiss={() => void putAway(url, line.id).then(look)} />)}
          {shown.map((one) => <QueuedRow key={one.key} one={one} retry={() => queue?.retry()} dismiss={() => queue?.dismiss(one.key)} />)}
        </ul>
      ) : null}
      <StudyCards consultId={consultId} studies={studies} action={({ id: studyId }) => (
        <span className="recall">
          {stuck?.id === studyId ? <Refusal problems={stuck.problems} /> : null}
          <Button type="button" kind="bare" onClick={() => void remove(studyId)}>{t('files:removeStudy')}</Button>
        </span>
      )} />
    </>
  )
}
