import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { CalendarEntry } from '~/domain/schedule/calendar-page.server'
import { formatTime } from '~/platform/dates'
import { Chip, type Tone } from '~/ui/chip'
import type { IconName } from '~/ui/icon'
import { LevelMark } from '~/ui/level-mark'

const looks: Record<CalendarEntry['state'], [Tone, IconName]> = {
  draft: ['rest', 'doc'], awaitingApproval: ['soon', 'wait'], refused: ['rest', 'no'], planned: ['wait', 'cal'], open: ['live', 'live'], awaitingMinutes: ['wait', 'wait'], done: ['done', 'done'], notHeld: ['rest', 'no'],
}

/** One conference in a calendar: hours, codes, level, who meets, and whether one has answered. */
export function Entry({ entry }: { entry: CalendarEntry }) {
  const { t } = useTranslation()
  const { id, startsAt, endsAt, state, level, codes, title, hospitals, chair, role, reply, elsewhere } = entry
  const [tone, icon] = looks[state]
  const name = codes.join(', ') || title || t('schedule:calendar.unnamed')
  return (
    <article className={state === 'notHeld' ? 'cal-entry off' : 'cal-entry'}>
      <p className="hours"><time dateTime={startsAt}>{formatTime(startsAt)}</time>–<time dateTime={endsAt}>{formatTime(endsAt)}</time></p>
      <p className="what">{elsewhere === null ? <Link to={`/conferences/${id}`} prefetch="none">{name}</Link> : <b>{name}</b>}</p>
      <p><LevelMark level={level} /></p>
      {title && codes.length > 0 ? <p>{title}</p> : null}
      <p className="meta">{hospitals.join(', ')}</p>
      {chair ? <p className="meta">{t('schedule:calendar.chair', { name: chair })}</p> : null}
      <p className="chips">
        <Chip tone={tone} icon={icon}>{t(`schedule:state.${state}`)}</Chip>
        {state === 'planned' && role ? <Chip tone={reply === 'accepted' ? 'done' : reply === null ? 'soon' : 'rest'} icon={reply === 'accepted' ? 'done' : reply === null ? 'soon' : 'no'}>{t(`schedule:calendar.reply.${reply ?? 'waiting'}`)}</Chip> : null}
      </p>
      {elsewhere === null ? null : <p className="meta">{t('schedule:calendar.elsewhere', { hospital: elsewhere })}</p>}
    </article>
  )
}
