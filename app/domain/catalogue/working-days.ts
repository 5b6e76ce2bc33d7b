import { dayOf } from '~/platform/dates'

/** Days that differ from Monday to Friday, by yyyy-MM-dd: true is worked, false is off. */
export type Calendar = ReadonlyMap<string, boolean>

const dayMs = 24 * 60 * 60_000

/** Is this day (yyyy-MM-dd, Vietnam) worked? */
export function isWorkingDay(day: string, calendar: Calendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return calendar.get(day) ?? (weekday !== 0 && weekday !== 6)
}

/** The same hour, so many working days later; days off in between do not count. */
export function addWorkingDays(from: Date, days: number, calendar: Calendar): Date {
  let at = from.getTime()
  for (let left = days; left > 0;) {
    at += dayMs
    if (isWorkingDay(dayOf(new Date(at)), calendar)) left -= 1
  }
  return new Date(at)
}

/** Is that moment inside office hours (minutes after midnight in Vietnam) of a working day? */
export function isOfficeTime(at: Date, hours: { from: number; until: number }, calendar: Calendar): boolean {
  const minute = Math.floor(((at.getTime() + 7 * 60 * 60_000) % dayMs) / 60_000)
  return isWorkingDay(dayOf(at), calendar) && hours.from <= minute && minute < hours.until
}
