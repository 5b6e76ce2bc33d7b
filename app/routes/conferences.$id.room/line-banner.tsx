import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '~/ui/time-text'
import { Icon } from '~/ui/icon'
import type { Parts } from './parts'

/** Said when the line is gone, the sign-in has ended or the conference is over; nothing on the page goes away. */
export function LineBanner({ room, link, view }: Parts) {
  const { t } = useTranslation()
  if (view.state.closedAt) {
    return (
      <div className="lost over" role="status">
        <Icon name="done" /><p><b>{t('rooms:closed.title')}</b> {t('rooms:closed.words')}</p>
        <Link className="btn" to={`/conferences/${room.conferenceId}`} prefetch="none">{t('rooms:closed.go')}</Link>
      </div>
    )
  }
  if (view.line === 'signedOut' || view.line === 'refused') {
    return (
      <div className="lost" role="alert">
        <Icon name="lock" /><p><b>{t(`rooms:${view.line}.title`)}</b> {t(`rooms:${view.line}.words`)}</p>
        {view.line === 'signedOut' ? <a className="btn" href="/sign-in" target="_blank" rel="noreferrer">{t('rooms:signedOut.go')}</a> : null}
        <button type="button" className="btn" onClick={() => link.retryNow()}>{t('rooms:lost.now')}</button>
      </div>
    )
  }
  if (view.line !== 'down') return null
  const waiting = view.pending.filter((command) => command.refused === null).length
  return (
    <div className="lost" role="alert">
      <Icon name="sig0" />
      <p>
        <b>{t('rooms:lost.title')} {view.downSince ? <TimeText at={view.downSince} form="time" /> : null}.</b> {t('rooms:lost.words')}
        {waiting > 0 ? ` ${t('rooms:lost.waiting', { count: waiting })}` : null}
      </p>
      <button type="button" className="btn" onClick={() => link.retryNow()}>{t('rooms:lost.now')}</button>
    </div>
  )
}
