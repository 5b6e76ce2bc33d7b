import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { OpenAlert, Unreached } from '~/domain/consults/pressing.server'
import { formatTime } from '~/platform/dates'
import { ButtonLink } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { AlarmLine } from '~/ui/record/pressing'

/** First of everything: alerts that go on, and what nobody has answered for. */
export function RedLines({ alerts, unreached, now }: { alerts: readonly OpenAlert[]; unreached: readonly Unreached[]; now: string }) {
  const { t } = useTranslation()
  return (
    <>
      {alerts.map(({ consultId, code, from, to, activatedAt, marks }) => (
        <section key={consultId} className="redline" aria-label={`${t('alert:title')} ${code}`}>
          <div className="lead">
            <b><Icon name="red" />{t('alert:title')}</b>
            <span className="n">{t('alert:minutes', { count: Math.max(0, Math.floor((Date.parse(now) - Date.parse(activatedAt)) / 60_000)) })}</span>
            <small>{t('alert:mark.activated')} {formatTime(activatedAt)}</small>
          </div>
          <div className="what">
            <h2><Link to={`/consults/${consultId}/alert`} prefetch="none">{code}: {from} → {to}</Link></h2>
            <ol>{marks.map(({ kind, at, minutes }) => <li key={kind}><Icon name="done" /><b>{t(`alert:mark.${kind}`)}</b><span className="num">{formatTime(at)}, {t('alert:minutes', { count: minutes })}</span></li>)}</ol>
          </div>
          <div className="do"><ButtonLink kind="alarm" to={`/consults/${consultId}/alert`}>{t('alert:openAlert')}</ButtonLink></div>
        </section>
      ))}
      {unreached.map((one) => <AlarmLine key={one.consultId} unreached={one} titled />)}
    </>
  )
}
