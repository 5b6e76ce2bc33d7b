import { generateIdFromEntropySize } from 'lucia'
import type { Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { Problem } from '~/platform/problem'
import { actorUnder, validMemberships } from './actor.server'
import { failuresPerAccount, failuresPerAddress } from './limits'
import { attributesOf, hashOf, luciaAt } from './lucia.server'
import { networkOf } from './network'
import { passwordMatches } from './password.server'
import { signInNameOf, type SignInName } from './sign-in-name'
import { beginAttempt, type Counter } from './throttle.server'

/** Where a sign-in comes from; `browser` is the token of its long-lived cookie, if it has one. */
export interface Visitor { address: string; userAgent: string; browser: string | null }
/** The token for the session cookie and the one for the browser's. */
export interface SignedIn { token: string; browser: string }

/**
 * Signs a person in by telephone number or e-mail and password. Unknown, wrong and locked are one answer after the same
 * work. Failures count by account and by address; a browser in which this person signed in before has a counter of its
 * own instead, so that no stranger can lock a doctor out of the computer they use.
 */
export async function signIn(visitor: Visitor, input: { name: string; password: string }): Promise<SignedIn> {
  if (!input.name.trim()) throw new Problem('people:problem.nameMissing', { field: 'name' })
  if (!input.password) throw new Problem('people:problem.passwordMissing', { field: 'password' })
  const name = signInNameOf(input.name)
  if (!name) throw new Problem('people:problem.nameForm', { field: 'name' })

  const person = await db.person.findUnique({ where: name, select: { id: true, passwordHash: true, locked: true } })
  const counters = await countersFor(visitor, name, person?.id)
  const attempt = await beginAttempt(counters)
  let matches: boolean
  try {
    matches = await passwordMatches(person && !person.locked ? person.passwordHash : null, input.password.slice(0, 1000))
  } catch (error) {
    await attempt.notMade()
    throw error
  }
  if (!person || !matches) throw new Problem('people:problem.wrong')
  await attempt.succeeded(counters[0]?.name)
  return start(visitor, person.id)
}

async function countersFor(visitor: Visitor, name: SignInName, personId: string | undefined): Promise<Counter[]> {
  const known = visitor.browser && personId ? knownAs(visitor.browser, personId) : undefined
  if (known && await db.knownBrowser.findUnique({ where: { tokenHash: known } })) return [{ name: `browser:${known}`, limit: failuresPerAccount }]
  return [
    { name: `account:${hashOf(Object.values(name).join())}`, limit: failuresPerAccount },
    { name: `address:${networkOf(visitor.address)}`, limit: failuresPerAddress },
  ]
}

/** Several people use one computer: a browser is known for each of them by itself. */
const knownAs = (browser: string, personId: string): string => hashOf(`${browser}:${personId}`)

async function start(visitor: Visitor, personId: string): Promise<SignedIn> {
  // Made before the transaction and handed out after it: the table keeps only hashes.
  const token = generateIdFromEntropySize(25)
  const browser = visitor.browser && /^[a-z2-7]{40}$/.test(visitor.browser) ? visitor.browser : generateIdFromEntropySize(25)
  const actor = await lastActor(personId)
  if (!actor) throw new Problem('people:problem.noMembership')
  await transact(actor, async (tx, record, now) => {
    await luciaAt(now, tx).createSession(personId, attributesOf(token, now, { ...visitor, membershipId: actor.membershipId }), { sessionId: token })
    const tokenHash = knownAs(browser, personId)
    await tx.knownBrowser.upsert({ where: { tokenHash }, create: { tokenHash, personId, at: now }, update: { at: now } })
    record({ name: 'signIn.started', subject: 'person', subjectId: personId, facts: { tokenHash: hashOf(token) }, audience: [`person:${personId}`] })
  })
  return { token, browser }
}

/** The person under the membership they last worked with, else the longest-standing one. */
async function lastActor(personId: string): Promise<Actor | null> {
  const now = await nowIn(db)
  const memberships = await validMemberships(personId, now)
  const last = await db.signIn.findFirst({ where: { personId, membershipId: { in: memberships } }, orderBy: { lastSeenAt: 'desc' }, select: { membershipId: true } })
  const chosen = last?.membershipId ?? memberships[0]
  return chosen ? actorUnder(personId, chosen, now) : null
}
