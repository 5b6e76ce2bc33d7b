import { useTranslation } from 'react-i18next'
import type { CameraCode } from '~/domain/consults/camera-code.server'
import { formatTime } from '~/platform/dates'
import { Note } from '~/ui/note'

/** The code with what to do with it. */
export function CodePicture({ code }: { code: CameraCode }) {
  const { t } = useTranslation()
  return (
    <div className="camera-code">
      <img src={code.picture} alt={t('camera:alt')} width={208} height={208} />
      <div>
        <p><b>{t(`camera:kind.${code.kind}`)}.</b> {t('camera:scan')}</p>
        <p>{t('camera:noSignIn')} {t('camera:arrived')}</p>
        <p className="meta">{t('camera:until', { time: formatTime(code.expiresAt) })}</p>
        <p className="meta">{t('camera:address')} <code>{code.address}</code></p>
        {code.local ? <Note tone="soon">{t('camera:local', { host: new URL(code.address).host })}</Note> : null}
      </div>
    </div>
  )
}
