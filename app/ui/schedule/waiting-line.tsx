import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { BacklogLine } from '~/domain/schedule/backlog-page.server'
import { durationWords } from '~/platform/dates'
import { LevelMark } from '~/ui/level-mark'

/** A consult of the backlog: how urgent, from where, how long it needs and how long it waits. */
export function WaitingLine({ entry: { consultId, code, level, hospital, minutes, note, since, series }, now }: { entry: BacklogLine; now: string }) {
  const { t } = useTranslation()
  const waited = durationWords(new Date(now).getTime() - new Date(since).getTime(), t)
  return (
    <div>
      <b><Link to={`/consults/${consultId}`} prefetch="none">{code}</Link></b> <LevelMark level={level} />
      <small>{[hospital, t('schedule:backlog.minutes', { count: minutes }), t('schedule:backlog.waits', { time: waited }), series ?? t('schedule:backlog.anyConference')].join(', ')}</small>
      {note ? <small className="whitespace-pre-wrap">{note}</small> : null}
    </div>
  )
}
