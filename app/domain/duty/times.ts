import { startOfDay } from '~/platform/dates'

const minute = 60_000
const dayMs = 24 * 60 * minute

/** Minutes after midnight of an hour as people write it: 7, 07:00, 7h, 7h30, 19g30; 24:00 is the end of the day. Null when it is none. */
export function hourOf(typed: string): number | null {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?:\s*(?::|h|g|giờ)\s*(\d{2})?(?::00)?\s*(?:phút|p)?)?$/i.exec(typed.trim()) ?? []
  if (hours === undefined) return null
  const at = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && at <= 24 * 60 ? at : null
}

/**
 * The instants of a duty that begins on a day (yyyy-MM-dd, Vietnam) at one hour and ends at another, both in minutes after midnight.
 * An end that is not later is on the next day: 19:00–07:00 is a night, 07:00–07:00 a whole day.
 */
export function spanOf(day: string, from: number, until: number): { startsAt: Date; endsAt: Date } {
  const midnight = startOfDay(day).getTime()
  return { startsAt: new Date(midnight + from * minute), endsAt: new Date(midnight + until * minute + (until <= from ? dayMs : 0)) }
}

/** The next moment at which a clock in Vietnam shows that many minutes after midnight. */
export function nextAt(minutes: number, now: Date): Date {
  const sinceMidnight = (now.getTime() + 7 * 60 * minute) % dayMs
  const today = now.getTime() - sinceMidnight + minutes * minute
  return new Date(today > now.getTime() ? today : today + dayMs)
}

/** The day (yyyy-MM-dd) that many days later. */
export const dayAfter = (day: string, days: number): string => new Date(new Date(`${day}T00:00:00Z`).getTime() + days * dayMs).toISOString().slice(0, 10)

/** Monday of the week of a day (yyyy-MM-dd). */
export const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
