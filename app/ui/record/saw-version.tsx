import { useTranslation } from 'react-i18next'
import { formatDateTime } from '~/platform/dates'
import type { RecordView } from './view.server'

/** Which version of the request an opinion was written on, and what came in after it. */
export function SawVersion({ requestVersion, view: { versions } }: { requestVersion: number; view: Pick<RecordView, 'versions'> }) {
  const { t } = useTranslation()
  const later = versions.filter(({ version }) => version > requestVersion)
  return (
    <p className="who">
      {t('record:request.saw', { version: requestVersion })}
      {later.map(({ version, at }) => <span key={version}>. <b>{t('record:request.later', { version, time: formatDateTime(at) })}</b></span>)}
    </p>
  )
}
