import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'

const aWeek = 7 * 24 * 60 * 60_000

/** Job: answers to commands are kept for a week; no form stays open and unsent that long. */
export async function sweepCommands(): Promise<void> {
  await db.command.deleteMany({ where: { at: { lt: new Date((await nowIn(db)).getTime() - aWeek) } } })
}
