import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ThreadView } from '~/domain/consults/thread.server'
import { Chip } from '../chip'
import { Icon } from '../icon'

/** The way to the thread from the top of a record: on small screens, where it stands far below, and wherever something is unread. */
export function ThreadLink({ thread: { consultId, messages, unread } }: { thread: ThreadView }) {
  const { t } = useTranslation()
  return (
    <p className={unread > 0 ? 'to-thread new' : 'to-thread'}>
      <Link to={`/consults/${consultId}/thread`} prefetch="none"><Icon name="chat" /> {t('thread:title')}{messages.length > 0 ? ` (${messages.length})` : ''}</Link>
      {unread > 0 ? <Chip tone="wait" icon="chat">{t('thread:unread', { count: unread })}</Chip> : null}
    </p>
  )
}
