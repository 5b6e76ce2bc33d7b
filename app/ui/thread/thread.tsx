import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ThreadView } from '~/domain/consults/thread.server'
import { Empty } from '../empty'
import { Register } from '../register'
import { Section } from '../section'
import { Message } from './message'
import { useSeen } from './use-seen'
import { WriteForm } from './write-form'

interface ThreadProps { thread: ThreadView; reply?: unknown; /** the page it stands on: on the record a part of it, else the whole page */ on: 'record' | 'page' }

/** What both sides wrote to each other, the newest last, and the field to write. Needs the namespaces thread and files. */
export function Thread({ thread, reply, on }: ThreadProps) {
  const { t } = useTranslation()
  const { consultId, messages, earlier, mayWrite, otherSideReads, now } = thread
  const end = useSeen(thread, on === 'page' && thread.latest)
  const place = `/consults/${consultId}/thread`
  const postedTo = on === 'record' ? `${place}?back=record` : place
  const words = (
    <>
      {messages.length === 0 ? <Empty title={t('thread:none')}><p>{t('thread:noneWhy')}</p></Empty> : null}
      {earlier ? <p className="before"><Link to={`${place}?before=${earlier}`} prefetch="none">{t('thread:earlier')}</Link></p> : null}
      <div role="log" aria-label={t('thread:title')}>
        <Register className="q log thread">{messages.map((message) => <Message key={message.id} message={message} consultId={consultId} place={postedTo} now={now} />)}</Register>
      </div>
      <div ref={end} />
      {otherSideReads ? null : <p className="hint before">{t('thread:before')}</p>}
      {mayWrite ? <WriteForm place={place} postedTo={postedTo} reply={reply} /> : <p className="hint before">{t('thread:cannotWrite')}</p>}
    </>
  )
  return on === 'page' ? words : <Section id="trao-doi" title={t('thread:title')} note={<Link to={place} prefetch="none">{t('thread:whole')}</Link>}>{words}</Section>
}
