import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import type { Parts, StagedRoom } from './parts'
import { Picture } from './picture'
import { usePointer } from './use-pointer'

type File = StagedRoom['consult']['files'][number]

/** Centre: the pictures of the consult. One looks at any of them; following, one sees what is being pointed at. */
export function Stage({ room, link, view, faces }: Parts & { faces: ReactNode }) {
  const { t } = useTranslation()
  const { files } = room.consult
  const [chosen, setChosen] = useState<string | null>(null)
  const [follows, setFollows] = useState(true)
  const [pointing, setPointing] = useState(false)
  const { pointer, lastFile, point } = usePointer(link, view)
  const shown = (follows && lastFile ? files.find(({ id }) => id === lastFile) : undefined) ?? files.find(({ id }) => id === chosen) ?? files[0]
  const choose = (id: string) => {
    setFollows(false)
    setChosen(id)
  }
  return (
    <main className="stage" id="main" aria-label={t('rooms:stage.label')}>
      <div className="tools">
        <button type="button" className="wide" aria-pressed={pointing} onClick={() => setPointing(!pointing)}><Icon name="point" />{t('rooms:stage.point')}</button>
        <button type="button" className="wide" aria-pressed={follows} onClick={() => setFollows(!follows)}><Icon name="follow" small />{t('rooms:stage.follow')}</button>
        <span className="who"><Patient room={room} /></span>
      </div>
      <div className="view">
        {shown?.isPicture
          ? <Picture room={room} file={shown} pointer={pointer?.fileId === shown.id ? pointer : null} onPoint={pointing ? (x, y) => point({ fileId: shown.id, page: 1, x, y }) : undefined} />
          : <Document room={room} file={shown} />}
        {shown?.isPicture ? <p className="tx br"><span className="warn">{t('rooms:stage.notForDiagnosis')}</span></p> : null}
      </div>
      <div className="low">
        {files.length > 1 ? <FileList room={room} files={files} shown={shown?.id} choose={choose} /> : null}
        {faces}
      </div>
    </main>
  )
}

function Patient({ room }: { room: StagedRoom }) {
  const { t } = useTranslation()
  const { patientName, sex, ageValue, ageUnit } = room.consult
  return <><b>{patientName ?? t('rooms:stage.unidentified')}</b>, {t(`rooms:sex.${sex ?? 'unknown'}`)}{ageValue === null || !ageUnit ? null : <>, {t(`rooms:age.${ageUnit}`, { count: ageValue })}</>}</>
}

function Document({ room, file }: { room: StagedRoom; file: File | undefined }) {
  const { t } = useTranslation()
  return (
    <div className="words" role="region" aria-label={t('rooms:stage.situation')} tabIndex={0}>
      {file ? <p><a href={`/consults/${room.consult.id}/files/${file.id}`} target="_blank" rel="noreferrer">{t('rooms:stage.open', { name: file.name })}</a></p> : <p>{t('rooms:stage.none')}</p>}
      <h2>{t('rooms:stage.situation')}</h2>
      <p className="situation">{room.consult.situation}</p>
    </div>
  )
}

function FileList({ room, files, shown, choose }: { room: StagedRoom; files: File[]; shown: string | undefined; choose: (id: string) => void }) {
  const { t } = useTranslation()
  return (
    <ul className="files" aria-label={t('rooms:stage.files')}>
      {files.map((file) => (
        <li key={file.id}>
          <button type="button" aria-pressed={file.id === shown} onClick={() => choose(file.id)}>
            {file.hasThumbnail ? <img src={`/consults/${room.consult.id}/files/${file.id}?size=thumbnail`} alt="" width="64" height="48" loading="lazy" /> : <Icon name="doc" />}
            <span>{file.name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
