import type { IncomingHttpHeaders } from 'node:http'
import { redirect } from '@remix-run/node'
import type { Actor } from '~/domain/audit/actor'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { cookieOf } from './cookies'
import { idleFor, seenEvery } from './limits'
import { hashOf, luciaAt, sessionCookie } from './lucia.server'
import { actorIn, readSignIn } from './read-sign-in.server'
import { byScript, pageOf, refreshesItself } from './visit'

/** Who is signed in, and the hash of their token: the name by which that sign-in is ended. */
export interface Present { actor: Actor; tokenHash: string }

/**
 * The person behind a request, under the membership they work with now. A stranger is sent to the sign-in page and comes
 * back; to a page's own script 401 is answered instead, so that an open page keeps what was typed (see hold-fetch).
 */
export async function requireActor(request: Request): Promise<Actor> {
  return (await requirePresent(request)).actor
}

/** The same with the sign-in's hash, for the pages about sign-ins. */
export async function requirePresent(request: Request): Promise<Present> {
  const present = await presentAt(request)
  if (present) return present
  if (byScript(request.headers) && (request.method !== 'GET' || refreshesItself(request))) throw new Response(null, { status: 401 })
  const ended = cookieOf(request.headers.get('cookie'), sessionCookie) ? '&ended=1' : ''
  throw redirect(`/sign-in?next=${encodeURIComponent(pageOf(request))}${ended}`)
}

/** The person behind a request if there is one: for pages that strangers may see too. */
export const actorIfAny = async (request: Request): Promise<Actor | null> => (await presentAt(request))?.actor ?? null

const presentAt = (request: Request): Promise<Present | null> => read(request.headers.get('cookie'), !refreshesItself(request))

/** The person behind a socket's handshake or a plain request's headers. Never keeps a sign-in alive. */
export function actorOf(headers: Headers | IncomingHttpHeaders): Promise<Present | null> {
  return read(headers instanceof Headers ? headers.get('cookie') : headers.cookie, false)
}

/** A live room counts as activity: call it about once a minute. False when the sign-in has ended meanwhile. */
export async function touchFromRoom(tokenHash: string): Promise<boolean> {
  const now = await nowIn(db)
  const { count } = await db.signIn.updateMany({
    where: { tokenHash, expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - idleFor) } }, data: { lastSeenAt: now },
  })
  return count === 1
}

async function read(cookies: string | null | undefined, active: boolean): Promise<Present | null> {
  const token = cookieOf(cookies, sessionCookie)
  if (!token) return null
  const found = await readSignIn(hashOf(token))
  if (!found) return null
  const { now } = found
  const { session } = await luciaAt(now, db, found).validateSession(token)
  if (!session) return null
  const actor = actorIn(found)
  if (!actor) return null
  if (active && now.getTime() - session.lastSeenAt.getTime() >= seenEvery) {
    await db.signIn.updateMany({ where: { tokenHash: session.handle, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } })
  }
  return { actor, tokenHash: found.tokenHash }
}
