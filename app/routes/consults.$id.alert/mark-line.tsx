import { useTranslation } from 'react-i18next'
import type { AlertPage } from '~/domain/consults/alert-view.server'
import { formatTime } from '~/platform/dates'
import { Icon } from '~/ui/icon'
import { TimeText } from '~/ui/time-text'

const minutesFrom = (from: string, until: string): number => Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / 60_000))

/** The marks on one line with the minute of each; those that are still to come hollow. Filled red as nothing else is. */
export function MarkLine({ page }: { page: AlertPage }) {
  const { t } = useTranslation()
  const { marks, missing, activatedAt, endedAt, now, consult } = page
  const minutes = minutesFrom(activatedAt, endedAt ?? now)
  // Which of the three ways out it takes is known at the end.
  const ahead = endedAt ? [] : missing.filter((kind) => kind !== 'teamSent' && kind !== 'escortedReferral')
  return (
    <section className={endedAt ? 'redline over' : 'redline'} aria-label={t('alert:line')}>
      <div className="lead">
        <b><Icon name="red" />{t('alert:title')}</b>
        <span className="n">{t(endedAt ? 'alert:over' : 'alert:running', { count: minutes })}</span>
        <small>{t('alert:mark.activated')} {formatTime(activatedAt)}</small>
      </div>
      <div className="what">
        <h2>{consult.situation}</h2>
        <ol>
          {marks.map(({ kind, at, minutes: minute, since, by, note }) => (
            <li key={kind}>
              <Icon name="done" /><b>{t(`alert:mark.${kind}`)}</b>
              <span className="num"><TimeText at={at} form="time" />, {t('alert:minutes', { count: minute })}</span>
              {kind === 'activated' ? null : <span>{t('alert:since', { count: since })}</span>}
              <span>{by}</span>
              {note ? <span className="told">{note}</span> : null}
            </li>
          ))}
          {ahead.map((kind) => <li key={kind} className="ahead"><Icon name="rest" /><b>{t(`alert:mark.${kind}`)}</b><span>{t('alert:notYet')}</span></li>)}
        </ol>
      </div>
    </section>
  )
}
