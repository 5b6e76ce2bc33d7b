import { useTranslation } from 'react-i18next'
import type { DraftFile } from '~/domain/consults/queries.server'
import { CameraCode } from '~/ui/files/camera-code'
import { Uploader } from '~/ui/files/uploader'
import { Part } from './part'

/** Pictures, documents and studies: from this computer, or from a phone that scans a code. */
export function FilesPart({ consultId, saved }: { consultId: string; saved: DraftFile[] }) {
  const { t } = useTranslation()
  return (
    <Part number={6} title={t('compose:part.files')}>
      <Uploader consultId={consultId} saved={saved} />
      <CameraCode consultId={consultId} />
    </Part>
  )
}
