import { useTranslation } from 'react-i18next'
import type { ConsentView } from '~/domain/consults/consent-view.server'
import { formatDateTime } from '~/platform/dates'
import { CameraCode } from '~/ui/files/camera-code'
import { Icon } from '~/ui/icon'
import { Section } from '~/ui/section'

/** The sheet to print, and what was photographed of it. */
export function Sheet({ view: { id, photos, may } }: { view: ConsentView }) {
  const { t } = useTranslation()
  return (
    <Section title={t('consent:sheet.title')}>
      <p>{t('consent:sheet.text')}</p>
      <div className="btns">
        {may.photograph ? <form method="post" action={`/consults/${id}/consent/paper`} target="_blank"><button className="btn go"><Icon name="print" />{t('consent:sheet.printWithCode')}</button></form> : null}
        <a className="btn" href={`/consults/${id}/consent/paper`} target="_blank" rel="noreferrer"><Icon name="print" />{t('consent:sheet.print')}</a>
      </div>
      <h3>{t('consent:sheet.photos')}</h3>
      {may.photograph ? <CameraCode consultId={id} kind="consent" /> : null}
      {photos.length === 0 ? <p className="hint">{t('consent:sheet.noPhotos')}</p> : (
        <ul className="consent-photos">
          {photos.map(({ id: fileId, name, at, hasThumbnail }) => (
            <li key={fileId}><a href={`/consults/${id}/files/${fileId}`} target="_blank" rel="noreferrer">{hasThumbnail ? <img src={`/consults/${id}/files/${fileId}?size=thumbnail`} alt="" width={96} height={96} loading="lazy" /> : <Icon name="print" />}<span>{name}<small>{formatDateTime(at)}</small></span></a></li>
          ))}
        </ul>
      )}
    </Section>
  )
}
