import { createHash } from 'node:crypto'
import { Lucia, TimeSpan, type Adapter, type Cookie } from 'lucia'
import { db, type Tx } from '~/platform/database/database.server'
import { atMostFor, idleFor } from './limits'
import type { FoundSignIn } from './read-sign-in.server'

/** What a sign-in carries besides its token. `handle` (the token's hash) may be shown to its owner; the token may not. */
export interface SignInAttributes { handle: string; membershipId: string; userAgent: string; address: string; createdAt: Date; lastSeenAt: Date; endsAt: Date }
export interface OwnerAttributes { fullName: string; title: string }
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SignInAttributes, OwnerAttributes>
    DatabaseSessionAttributes: SignInAttributes
    DatabaseUserAttributes: OwnerAttributes
  }
}

export const sessionCookie = '__Host-phien'

/** The table keeps this of a token: who reads the table can sign in as nobody. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/**
 * lucia over the SignIn table, at one moment of the database's clock. lucia slides one limit by halves; ours are two, so
 * both live here: idle by lastSeenAt, absolute by expiresAt, which never moves. `found` is the sign-in to be judged, as it stood then.
 */
export function luciaAt(now: Date, tx: Tx | typeof db = db, found: FoundSignIn | null = null): Lucia<SignInAttributes, OwnerAttributes> {
  return new Lucia(adapter(tx, now, found), {
    sessionExpiresIn: new TimeSpan(atMostFor, 'ms'),
    sessionCookie: { name: sessionCookie, expires: false },
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  })
}

function adapter(tx: Tx | typeof db, now: Date, row: FoundSignIn | null): Adapter {
  return {
    async getSessionAndUser(token) {
      const handle = hashOf(token)
      if (row?.tokenHash !== handle) return [null, null]
      if (row.locked || now.getTime() >= row.lastSeenAt.getTime() + idleFor || now >= row.expiresAt) {
        await tx.signIn.deleteMany({ where: { tokenHash: handle } })
        return [null, null]
      }
      // lucia compares with this machine's clock; ours was compared above, so it gets the time left counted from there.
      const expiresAt = new Date(Date.now() + row.expiresAt.getTime() - now.getTime())
      const { membershipId, userAgent, address, createdAt, lastSeenAt } = row
      return [
        { id: token, userId: row.personId, expiresAt, attributes: { handle, membershipId, userAgent, address, createdAt, lastSeenAt, endsAt: row.expiresAt } },
        { id: row.personId, attributes: { fullName: row.fullName, title: row.title } },
      ]
    },
    async setSession({ id, userId, attributes: { handle: _, endsAt, ...kept } }) {
      await tx.signIn.create({ data: { ...kept, tokenHash: hashOf(id), personId: userId, expiresAt: endsAt } })
    },
    updateSessionExpiration: () => Promise.resolve(),
    async deleteSession(token) {
      await tx.signIn.deleteMany({ where: { tokenHash: hashOf(token) } })
    },
    async deleteUserSessions(personId) {
      await tx.signIn.deleteMany({ where: { personId } })
    },
    async deleteExpiredSessions() {
      await tx.signIn.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, { lastSeenAt: { lte: new Date(now.getTime() - idleFor) } }] } })
    },
    // By token, which the table does not know: own sign-ins are listed by their hash in queries.server.
    getUserSessions: () => Promise.resolve([]),
  }
}

/** What a new sign-in carries; `since` keeps the absolute limit when a token is only exchanged. */
export function attributesOf(token: string, now: Date, given: { membershipId: string; userAgent: string; address: string }, since?: { createdAt: Date; endsAt: Date }): SignInAttributes {
  return {
    membershipId: given.membershipId, userAgent: given.userAgent.slice(0, 400), address: given.address.slice(0, 64), handle: hashOf(token),
    createdAt: since?.createdAt ?? now, lastSeenAt: now, endsAt: since?.endsAt ?? new Date(now.getTime() + atMostFor),
  }
}

/** The cookie of a sign-in: gone when the browser closes, so without the Max-Age lucia would give it. */
export function cookieFor(token: string | null): string {
  const lucia = luciaAt(new Date())
  if (token === null) return lucia.createBlankSessionCookie().serialize()
  const cookie: Cookie = lucia.createSessionCookie(token)
  delete cookie.attributes.maxAge
  return cookie.serialize()
}
