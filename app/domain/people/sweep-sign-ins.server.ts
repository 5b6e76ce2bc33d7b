import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { browserKnownFor, failureWindow } from './limits'
import { luciaAt } from './lucia.server'

/** Job: clears away sign-ins whose time is over, failures that no longer count and browsers not seen for over a year. */
export async function sweepSignIns(): Promise<void> {
  const now = await nowIn(db)
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) })
  await luciaAt(now).deleteExpiredSessions()
  await db.signInFailure.deleteMany({ where: { at: before(failureWindow) } })
  await db.knownBrowser.deleteMany({ where: { at: before(browserKnownFor) } })
}
