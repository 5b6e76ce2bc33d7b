import { useTranslation } from 'react-i18next'
import type { RecordView } from './view.server'

/** What the request still lacks for a good answer, while one is awaited. */
export function Lacks({ view: { needs, answeredAt, closedAt } }: { view: RecordView }) {
  const { t } = useTranslation()
  const missing = needs.filter(({ done }) => !done)
  if (answeredAt || closedAt || missing.length === 0) return null
  const lacks = missing.map(({ key }) => t(`consults:need.${key}`)).join(', ')
  return (
    <details className="lacks">
      <summary>{t('record:request.lacks', { done: needs.length - missing.length, all: needs.length, lacks })}</summary>
      <ul>{missing.map(({ key, why }) => <li key={key}><b>{t(`consults:need.${key}`)}:</b> {t(`consults:${why}`)}</li>)}</ul>
    </details>
  )
}
