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
