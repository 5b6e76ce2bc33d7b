import { dayAfter } from '~/domain/duty/times'

/** A day as an address names it (yyyy-MM-dd); null for anything else, and for days no calendar reaches. */
export function readDay(typed: string | null): string | null {
  if (typed === null || !/^20\d{2}-\d{2}-\d{2}$/.test(typed)) return null
  const at = new Date(`${typed}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed) ? typed : null
}

/** Monday to Sunday. */
export const daysOfWeek = (monday: string): string[] => [0, 1, 2, 3, 4, 5, 6].map((days) => dayAfter(monday, days))
