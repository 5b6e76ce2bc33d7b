import type { TFunction } from 'i18next'

/** A moment in time: a Date, or its ISO text as loaders send it. */
export type Instant = Date | string

// sv-SE writes 2026-11-04 14:15: the one locale whose digits need no rearranging; vi-VN leaves out zeros (9/1/2026).
const inVietnam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})

function wall(instant: Instant): { day: string; time: string } {
  const [day = '', time = ''] = inVietnam.format(new Date(instant)).split(' ')
  return { day, time }
}

/** The calendar day in Vietnam at that moment, yyyy-MM-dd. */
export const dayOf = (instant: Instant): string => wall(instant).day

/** Today in Vietnam, yyyy-MM-dd; `now` comes from the database's clock. */
export const todayInVietnam = dayOf

/** The moment a day (yyyy-MM-dd) begins in Vietnam; UTC+7 without summer time since 1975. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+07:00`)

/** A day without a time, dd/MM/yyyy: a `date` column (a Date at midnight UTC) or yyyy-MM-dd. */
export function formatDay(day: Instant): string {
  const [year = '', month = '', date = ''] = (typeof day === 'string' ? day : day.toISOString()).slice(0, 10).split('-')
  return `${date}/${month}/${year}`
}

/** dd/MM/yyyy in Vietnam. */
export const formatDate = (instant: Instant): string => formatDay(dayOf(instant))

/** HH:mm in Vietnam. */
export const formatTime = (instant: Instant): string => wall(instant).time

/** dd/MM/yyyy, HH:mm in Vietnam. */
export const formatDateTime = (instant: Instant): string => `${formatDate(instant)}, ${formatTime(instant)}`

/** HH:mm on the same day as `now`, else dd/MM/yyyy, HH:mm. */
export const formatNear = (instant: Instant, now: Instant): string =>
  dayOf(instant) === dayOf(now) ? formatTime(instant) : formatDateTime(instant)

/** The weekday and date in words, "thứ Tư, 04/11/2026". */
export function longDate(instant: Instant, t: TFunction): string {
  const weekday = new Date(`${dayOf(instant)}T00:00:00Z`).getUTCDay() || 7
  return t('shell:longDate', { weekday: t(`shell:weekday.${weekday}`), date: formatDate(instant) })
}

const minute = 60_000

/** A duration (ms) in words: days from 48 hours on, "3 giờ 33 phút", "11 phút"; parts that are begun do not count. */
export function durationWords(ms: number, t: TFunction): string {
  const minutes = Math.floor(Math.abs(ms) / minute)
  if (minutes < 1) return t('shell:duration.moment')
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return t('shell:duration.days', { count: Math.floor(hours / 24) })
  if (hours < 1) return t('shell:duration.minutes', { count: minutes })
  const first = t('shell:duration.hours', { count: hours })
  return minutes % 60 === 0 ? first : t('shell:duration.two', { first, second: t('shell:duration.minutes', { count: minutes % 60 }) })
}
