import type { Actor } from '~/domain/audit/actor'
import { db } from '~/platform/database/database.server'
import { Problem } from '~/platform/problem'
import { failuresPerAccount } from './limits'
import { passwordMatches } from './password.server'
import { beginAttempt } from './throttle.server'

/**
 * Before something is confirmed: is this the person's own password? Throws a Problem on the field `password` when it is
 * not, or when it was wrong too often. Call it outside a transaction: it takes a tenth of a second.
 */
export async function verifyPassword(actor: Actor, password: string): Promise<void> {
  if (!password) throw new Problem('people:problem.passwordMissing', { field: 'password' })
  const counter = `confirm:${actor.personId}`
  const attempt = await beginAttempt([{ name: counter, limit: failuresPerAccount }])
  const person = await db.person.findUnique({ where: { id: actor.personId }, select: { passwordHash: true, locked: true } })
  let matches: boolean
  try {
    matches = await passwordMatches(person && !person.locked ? person.passwordHash : null, password.slice(0, 1000))
  } catch (error) {
    await attempt.notMade()
    throw error
  }
  if (!matches) throw new Problem('people:problem.wrongPassword', { field: 'password' })
  await attempt.succeeded(counter)
}
