import { env } from '~/platform/env.server'
import { Prisma, PrismaClient } from './generated/client'
import { InTurn } from './in-turn.server'

export { Prisma }

/** The client inside a transaction: what a step gets, `(tx, record, input)`. */
export type Tx = Prisma.TransactionClient

// One client per process: in development the module graph is reloaded, and server.ts has a graph of its own.
const kept = globalThis as typeof globalThis & { chiEmDatabase?: PrismaClient }

/** The database of DATABASE_URL. It connects with the first question. */
export const db: PrismaClient = (kept.chiEmDatabase ??= connect())

function connect() {
  return new PrismaClient({
    adapter: new InTurn({ connectionString: env().DATABASE_URL, max: 12, application_name: 'chi-em' }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
}

/** Ends the pool; the last thing a process does with the database. */
export async function closeDatabase(): Promise<void> {
  await kept.chiEmDatabase?.$disconnect()
}
