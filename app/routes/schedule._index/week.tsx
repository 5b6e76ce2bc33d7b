import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { CalendarPage } from '~/domain/schedule/calendar-page.server'
import { formatDay } from '~/platform/dates'
import { addressOf } from './address'
import { Entry } from './entry'
import { moveBetweenDays } from './day-keys'

/** Seven days beside each other, under each other on a phone; each day's name leads to the day. */
export function Week({ page: { days, today, entries, all } }: { page: CalendarPage }) {
  const { t } = useTranslation()
  return (
    <div className="cal-week" onKeyDown={moveBetweenDays}>
      {days.map((day, index) => {
        const these = entries.filter((entry) => entry.day === day)
        const name = `${t(`shell:weekday.${index + 1}`)}, ${formatDay(day)}`
        return (
          <section key={day} data-of-day="" className={[day === today && 'today', these.length === 0 && 'none'].filter(Boolean).join(' ')}>
            <h2>
              <Link to={addressOf({ day, all })} prefetch="none" data-day={day} aria-label={name} aria-current={day === today ? 'date' : undefined}>
                <span>{t(`shell:weekday.${index + 1}`)}</span> <b>{formatDay(day).slice(0, 5)}</b>
              </Link>
            </h2>
            {these.length === 0 ? <p className="meta">{t('schedule:calendar.free')}</p> : these.map((entry) => <Entry key={entry.id} entry={entry} />)}
          </section>
        )
      })}
    </div>
  )
}
