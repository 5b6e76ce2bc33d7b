import { useTranslation } from 'react-i18next'
import type { ConsentView } from '~/domain/consults/consent-view.server'
import { formatDateTime } from '~/platform/dates'

/** Each entry as it was made, newest first. */
export function ConsentLog({ view: { id, rows } }: { view: ConsentView }) {
  const { t } = useTranslation()
  return (
    <ul className="consent-log">
      {rows.map((row) => {
        const who = row.relation ? t('consent:log.who', { relation: t(`consults:relation.${row.relation}`), name: row.personName ? ` ${row.personName}` : '' }) : ''
        const parts = [who, row.kind === 'given' ? t(`consent:form.${row.form}`) : '', row.childAgreed ? t('consent:log.child') : '', row.textVersion ? t('consent:log.text', { version: row.textVersion }) : '', row.kind === 'given' ? t('consent:log.purpose') : '']
        return (
          <li key={row.id}>
            <b>{t(`consent:log.${row.kind}`)}</b> {parts.filter(Boolean).join('; ')}
            {row.reason ? <p className="told">{row.reason}</p> : null}
            <small>{t('consent:log.by', { name: row.by, time: formatDateTime(row.at) })}{row.fileId ? <> <a href={`/consults/${id}/files/${row.fileId}`} target="_blank" rel="noreferrer">{t('consent:log.sheet')}</a></> : null}</small>
          </li>
        )
      })}
    </ul>
  )
}
