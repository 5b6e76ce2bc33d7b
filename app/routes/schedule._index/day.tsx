import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { CalendarPage } from '~/domain/schedule/calendar-page.server'
import { formatDay, longDate, startOfDay } from '~/platform/dates'
import { Empty } from '~/ui/empty'
import { Section } from '~/ui/section'
import { addressOf } from './address'
import { Entry } from './entry'
import { moveBetweenDays } from './day-keys'

/** One day, with the days of its week at the head. */
export function Day({ page: { days, today, entries, all }, day }: { page: CalendarPage; day: string }) {
  const { t } = useTranslation()
  const these = entries.filter((entry) => entry.day === day)
  return (
    <>
      <nav className="cal-days" aria-label={t('schedule:calendar.days')} onKeyDown={moveBetweenDays}>
        {days.map((one, index) => {
          const count = entries.filter((entry) => entry.day === one).length
          return (
            <Link key={one} to={addressOf({ day: one, all })} prefetch="none" data-day={one} className={one === today ? 'today' : undefined} aria-current={one === day ? 'date' : undefined}
              aria-label={t('schedule:calendar.dayOf', { day: `${t(`shell:weekday.${index + 1}`)}, ${formatDay(one)}`, count })}>
              <span>{t(`schedule:calendar.short.${index + 1}`)}</span> <b>{formatDay(one).slice(0, 2)}</b> <small>{count > 0 ? count : ''}</small>
            </Link>
          )
        })}
      </nav>
      <Section title={<span className="inline-block first-letter:uppercase">{longDate(startOfDay(day), t)}</span>}>
        {these.length === 0 ? <Empty title={t('schedule:calendar.none')}><p>{t('schedule:calendar.noneWhy')}</p></Empty> : <div className="cal-day">{these.map((entry) => <Entry key={entry.id} entry={entry} />)}</div>}
      </Section>
    </>
  )
}
