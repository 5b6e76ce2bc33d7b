import type { Tx } from './database/database.server'
import { env } from './env.server'

/** A demonstration may live at another hour than the machine: CLOCK_OFFSET, in milliseconds, and only with DEMO. */
const demonstrated = (): number => (env().DEMO ? env().CLOCK_OFFSET : 0)
let offset = 0

/** For tests only: lets every later reading of the clock be `ms` milliseconds ahead (cumulative); 0 offset by resetClock. */
export const moveClock = (ms: number): void => { offset += ms }
export const resetClock = (): void => { offset = 0 }

/** How far (ms) our clock is ahead of the database's: for statements that take the time where they run. */
export const aheadOfDatabase = (): number => offset + demonstrated()

/** The database's time of this transaction, read once per transaction; it, not this machine's clock, dates all rows. */
export async function nowIn(tx: Pick<Tx, '$queryRaw'>): Promise<Date> {
  const rows = await tx.$queryRaw<{ now: Date }[]>`select now() as now`
  const row = rows[0]
  if (!row) throw new Error('The database did not tell the time')
  return new Date(row.now.getTime() + aheadOfDatabase())
}
