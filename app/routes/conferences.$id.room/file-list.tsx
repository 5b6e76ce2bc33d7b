import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import type { StagedRoom } from './parts'

export type StageFile = StagedRoom['consult']['files'][number]
export const isPdf = ({ mediaType }: StageFile): boolean => mediaType === 'application/pdf'

export function FileList({ room, shown, choose }: { room: StagedRoom; shown: string | undefined; choose: (id: string) => void }) {
  const { t } = useTranslation()
  return (
    <ul className="files" aria-label={t('rooms:stage.files')}>
      {room.consult.files.map((file) => (
        <li key={file.id}>
          <button type="button" aria-pressed={file.id === shown} onClick={() => choose(file.id)}>
            <Thumbnail address={`/consults/${room.consult.id}/files/${file.id}`} file={file} /><span>{file.name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Of a PDF its first page; one that cannot be drawn keeps the sign of a document. */
function Thumbnail({ address, file }: { address: string; file: StageFile }) {
  const [failed, setFailed] = useState(false)
  if (failed || !(file.hasThumbnail || isPdf(file))) return <Icon name="doc" />
  return <img src={`${address}?size=thumbnail`} alt="" width="64" height="48" loading="lazy" onError={() => setFailed(true)} />
}
