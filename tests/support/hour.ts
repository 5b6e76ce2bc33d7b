import { isWorkingDay } from '~/domain/catalogue/working-days'
import { dayOf, startOfDay } from '~/platform/dates'

const hour = 60 * 60_000
const day = 24 * hour

/** The next moment at which it is that hour in Vietnam, from Monday to Friday where asked for. */
export function nextAt(hours: number, { working = false, after = new Date() } = {}): Date {
  for (let at = new Date(startOfDay(dayOf(after)).getTime() + hours * hour); ; at = new Date(at.getTime() + day)) {
    if (at > after && (!working || isWorkingDay(dayOf(at), new Map()))) return at
  }
}

/** The settings under which a demonstration's clock shows that moment now. */
export const clockAt = (moment: Date) => ({ CLOCK_OFFSET: String(moment.getTime() - Date.now()) })

/** Sunday, eight in the morning, the nearest one: what every app of the tests shows unless a journey chooses its hour, so that a run at night and one at noon see the same duty. */
export function dayOff(now = new Date()): Date {
  const sundays = [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7].map((days) => new Date(startOfDay(dayOf(new Date(now.getTime() + days * day))).getTime() + 8 * hour))
  const distance = (at: Date) => Math.abs(at.getTime() - now.getTime())
  return sundays.filter((at) => new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay() === 0).reduce((best, at) => (distance(at) < distance(best) ? at : best))
}

/** Today in Vietnam (yyyy-MM-dd) as the app of the test knows it. */
export const todayThere = (): string => dayOf(new Date(Date.now() + Number(process.env.E2E_OFFSET ?? 0)))
