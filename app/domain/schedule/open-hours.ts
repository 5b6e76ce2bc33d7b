import { isWorkingDay, type Calendar } from '~/domain/catalogue/working-days'
import { lengthOf, type HourRange } from '~/platform/hours'
import { merged, type Span } from './spans'

const minute = 60_000
const dayMs = 24 * 60 * minute
/** Vietnam has one time all year round. */
const ahead = 7 * 60 * minute

/** When somebody can be met: own hours by weekday (1 is Monday) where there are any, else those of the hospital on its working days. */
export interface Hours { own: ReadonlyMap<number, readonly HourRange[]> | null; usual: readonly HourRange[] }

interface Day { day: string; midnight: number; weekday: number }

/** The days in Vietnam that touch a stretch of time, and the one before, whose hours may reach over midnight. */
export function daysOver({ from, until }: Span): Day[] {
  const days: Day[] = []
  for (let index = Math.floor((from + ahead) / dayMs) - 1; index * dayMs - ahead < until; index += 1) {
    const date = new Date(index * dayMs)
    days.push({ day: date.toISOString().slice(0, 10), midnight: index * dayMs - ahead, weekday: date.getUTCDay() || 7 })
  }
  return days
}

/**
 * The hours that begin on a day. Nobody is expected on a holiday; on a Saturday worked in its place those without hours for a Saturday
 * keep the hospital's.
 */
export function hoursOn({ day, weekday }: Pick<Day, 'day' | 'weekday'>, { own, usual }: Hours, calendar: Calendar): readonly HourRange[] {
  const entered = calendar.get(day)
  if (entered === false) return []
  if (!own) return isWorkingDay(day, calendar) ? usual : []
  return own.get(weekday) ?? (entered ? usual : [])
}

/** Ranges of a day as stretches of time. */
export const spansOf = (midnight: number, ranges: readonly HourRange[]): Span[] =>
  ranges.map((range) => ({ from: midnight + range.from * minute, until: midnight + (range.from + lengthOf(range)) * minute }))

/** When somebody can be met between two moments, exceptions for more time included; reaches beyond both ends. */
export const openSpans = (days: readonly Day[], hours: Hours, extra: readonly Span[], calendar: Calendar): Span[] =>
  merged([...days.flatMap((day) => spansOf(day.midnight, hoursOn(day, hours, calendar))), ...extra])

/** A hospital's regular hour for conferences on its working days. */
export const regularSpans = (days: readonly Day[], slot: HourRange, calendar: Calendar): Span[] =>
  days.filter(({ day }) => isWorkingDay(day, calendar)).flatMap(({ midnight }) => spansOf(midnight, [slot]))
