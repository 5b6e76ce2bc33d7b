import { isWorkingDay, type Calendar } from '~/domain/catalogue/working-days'
import { dayOf, startOfDay } from '~/platform/dates'
import { gapsIn, type Gap, type Span } from './order'
import { dayAfter } from './times'

const minute = 60_000

/** Office hours between two moments: in them coordinators receive and no duty is needed. */
export function officeSpans(from: Date, until: Date, hours: { from: number; until: number }, calendar: Calendar): Span[] {
  const spans: Span[] = []
  for (let day = dayOf(from); startOfDay(day) < until; day = dayAfter(day, 1)) {
    const midnight = startOfDay(day).getTime()
    if (isWorkingDay(day, calendar) && hours.from < hours.until) spans.push({ startsAt: new Date(midnight + hours.from * minute), endsAt: new Date(midnight + hours.until * minute) })
  }
  return spans
}

/** Times outside office hours in which nobody of these shifts is on duty. */
export const uncovered = (shifts: readonly Span[], office: readonly Span[], from: Date, until: Date): Gap[] => gapsIn([...shifts, ...office], from, until)

/** When the last office hours ended, looking back from a moment; 30 days at most. What the duty did since then the coordinator has not seen. */
export function lastOfficeEnd(at: Date, hours: { from: number; until: number }, calendar: Calendar): Date {
  const back = new Date(at.getTime() - 30 * 24 * 60 * minute)
  return officeSpans(back, at, hours, calendar).filter(({ endsAt }) => endsAt <= at).at(-1)?.endsAt ?? back
}
