import { Problem } from '~/platform/problem'

const minute = 60_000
const furthest = 90 * 24 * 60 * minute

interface Planned { startsAt: Date; endsAt: Date }

/** A conference begins between `earliest` and 90 days later. */
export function startTime(startsAt: Date, earliest: Date): void {
  if (startsAt < earliest) throw new Problem('schedule:problem.past', { field: 'startsAt' })
  if (startsAt.getTime() > earliest.getTime() + furthest) throw new Problem('schedule:problem.far', { field: 'startsAt' })
}

/** Another time for a planned conference: to come, within 90 days, and another one than it has. */
export function timeOf({ startsAt, minutes }: { startsAt: Date; minutes: number }, planned: Planned, now: Date): Planned {
  const endsAt = new Date(startsAt.getTime() + minutes * minute)
  startTime(startsAt, new Date(now.getTime() + 1))
  if (startsAt.getTime() === planned.startsAt.getTime() && endsAt.getTime() === planned.endsAt.getTime()) throw new Problem('schedule:problem.sameTime', { field: 'startsAt' })
  return { startsAt, endsAt }
}
