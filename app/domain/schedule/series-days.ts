import { dayAfter } from '~/domain/duty/times'
import { dayOf, startOfDay } from '~/platform/dates'

/** When a series meets: a weekday (1 is Monday), an hour in minutes after midnight in Vietnam, its first and last day (yyyy-MM-dd). */
export interface Rhythm { weekday: number; startMinute: number; minutes: number; firstDay: string; lastDay: string | null }

const minute = 60_000
/** So many dates are prepared ahead. */
export const ahead = 4
/** A conference ends on the day it begins. */
export const endOfDay = 24 * 60

export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Beginning and end on a day. */
export function timesOn(day: string, { startMinute, minutes }: Pick<Rhythm, 'startMinute' | 'minutes'>): { startsAt: Date; endsAt: Date } {
  const startsAt = new Date(startOfDay(day).getTime() + startMinute * minute)
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * minute) }
}

/** The first day of that weekday from a day on. */
const firstOf = (weekday: number, from: string): string => dayAfter(from, (weekday - weekdayOf(from) + 7) % 7)

/** The next days of a series whose hour is still to come, in order; none after its last day. Days off are among them: whoever prepares them says so. */
export function nextDays(rhythm: Rhythm, now: Date, count = ahead): string[] {
  const today = dayOf(now)
  const first = firstOf(rhythm.weekday, rhythm.firstDay > today ? rhythm.firstDay : today)
  const begun = timesOn(first, rhythm).startsAt <= now
  const days = Array.from({ length: count }, (_, index) => dayAfter(first, (index + (begun ? 1 : 0)) * 7))
  return days.filter((day) => rhythm.lastDay === null || day <= rhythm.lastDay)
}

/** Is this one of its days? */
export const isDayOf = ({ weekday, firstDay, lastDay }: Rhythm, day: string): boolean =>
  weekdayOf(day) === weekday && day >= firstDay && (lastDay === null || day <= lastDay)
