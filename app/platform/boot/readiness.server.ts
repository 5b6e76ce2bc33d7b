import { migrationState } from '../../../prisma/migrate'
import { env } from '~/platform/env.server'

type Readiness = { ready: boolean; reason?: 'database' | 'migration' }

let last: { at: number; answer: Promise<Readiness> } | undefined

/** Can a person be served now? Asked of the database at most once a second, answered within 3 s. Never rejects. */
export function readiness(now = Date.now()): Promise<Readiness> {
  if (!last || now - last.at > 1_000) last = { at: now, answer: ask() }
  return last.answer
}

async function ask(): Promise<Readiness> {
  try {
    const { pending } = await Promise.race([migrationState(env().DATABASE_URL), late()])
    return pending.length > 0 ? { ready: false, reason: 'migration' } : { ready: true }
  } catch {
    return { ready: false, reason: 'database' }
  }
}

function late(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error('The database does not answer')), 3_000).unref())
}
