import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Parts } from './parts'

/** In place of the minutes: a call has none. An alert's marks stand on its own page. */
export function CallPanel({ room }: Parts) {
  const { t } = useTranslation()
  return (
    <section className="mins" tabIndex={0} aria-label={t(`rooms:call.${room.kind}`)}>
      <header><h2>{t(`rooms:call.${room.kind}`)}</h2></header>
      <p>{t(`rooms:call.words.${room.kind}`)}</p>
      <p>{room.kind === 'alert' ? <Link to={`/consults/${room.consult.id}/alert`} prefetch="none">{t('rooms:call.marks')}</Link> : null}</p>
      <p>{room.consult.situation}</p>
    </section>
  )
}
