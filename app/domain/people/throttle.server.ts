import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { formatTime } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { failureWindow } from './limits'

/** What failures are counted by, and how many are allowed within the window. */
export interface Counter { name: string; limit: number }
/** An attempt under way: it counts as failed until it is known to have succeeded. */
export interface Attempt { succeeded: (forgive?: string) => Promise<void>; notMade: () => Promise<void> }

/**
 * Counts an attempt before it is made, so that a hundred sent at once are not all let through. With too many failures in
 * the window throws a Problem that says until when; such an attempt is not counted, or pressing again would never end.
 */
export async function beginAttempt(counters: readonly Counter[]): Promise<Attempt> {
  const at = await nowIn(db)
  const rows = counters.map(({ name }) => ({ id: newId(), at, counter: name }))
  const ids = rows.map(({ id }) => id)
  const forget = async () => void (await db.signInFailure.deleteMany({ where: { id: { in: ids } } }))
  await db.signInFailure.createMany({ data: rows })
  const until = (await Promise.all(counters.map((counter) => blockedUntil(counter, at)))).reduce((a, b) => Math.max(a, b), 0)
  if (until > 0) {
    await forget()
    throw new Problem('people:problem.tooManyAttempts', { params: { until: formatTime(new Date(until + 59_999)) } })
  }
  return {
    succeeded: async (forgive) => {
      await forget()
      if (forgive) await db.signInFailure.deleteMany({ where: { counter: forgive } })
    },
    notMade: forget,
  }
}

/** When the next attempt is allowed, in ms; 0 when one is allowed now. The attempt itself is among the rows. */
async function blockedUntil({ name, limit }: Counter, at: Date): Promise<number> {
  const recent = await db.signInFailure.findMany({
    where: { counter: name, at: { gt: new Date(at.getTime() - failureWindow) } }, orderBy: { at: 'desc' }, take: limit + 1, select: { at: true },
  })
  const oldest = recent[limit]
  return oldest ? oldest.at.getTime() + failureWindow : 0
}
