import { createHash, randomBytes } from 'node:crypto'
import { transact } from '~/domain/audit/transact.server'
import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { actorUnder } from '~/domain/people/actor.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { reserve, mayAdd, type Announced, type Announcement } from './announce-uploads.server'
import { loadConsult } from './change-state.server'
import { cameraMinutes, type PhotoKind } from './uploads'

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
/** Codes of one person that may be open for one consult at a time. */
const mostOpen = 5

/** What a phone with the code may do: add photographs to this consult for the one who showed it. */
export interface Pass { id: string; consultId: string; personId: string; membershipId: string; hospitalId: string; kind: PhotoKind; expiresAt: Date; closedAt: Date | null }

/**
 * Opens a consult to a phone for 15 minutes and returns the token of its address, which is kept nowhere: 128 random bits, of which
 * the database has the SHA-256.
 */
export async function openCamera(actor: Actor, { consultId, kind }: { consultId: string; kind: PhotoKind }): Promise<{ passId: string; token: string; expiresAt: Date }> {
  const token = randomBytes(16).toString('base64url')
  // Without the form's command: its answer would be kept, and a token must not be.
  const { commandId: _unused, ...doing } = actor
  const opened = await transact(doing, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    mayAdd(actor, consult, kind)
    const open = await tx.cameraPass.findMany({ where: { consultId, personId: actor.personId, closedAt: null, expiresAt: { gt: now } }, orderBy: { createdAt: 'desc' }, select: { id: true } })
    await tx.cameraPass.updateMany({ where: { id: { in: open.slice(mostOpen - 1).map(({ id }) => id) } }, data: { closedAt: now } })
    const passId = newId()
    const expiresAt = new Date(now.getTime() + cameraMinutes * 60_000)
    await tx.cameraPass.create({ data: { id: passId, consultId, tokenHash: hashOf(token), personId: actor.personId, membershipId: actor.membershipId, hospitalId: actor.hospitalId, kind, createdAt: now, expiresAt } })
    record({ name: 'consult.cameraOpened', subject: 'consult', subjectId: consultId, facts: { passId, kind }, audience: [`person:${actor.personId}`] })
    return { passId, expiresAt: expiresAt.toISOString() }
  })
  return { passId: opened.passId, token, expiresAt: new Date(opened.expiresAt) }
}

/** Closes a code before its time: whoever showed it may. */
export function closeCamera(actor: Actor, { consultId, passId }: { consultId: string; passId: string }) {
  return transact(actor, async (tx, record, now) => {
    await loadConsult(tx, actor, consultId, now)
    const { count } = await tx.cameraPass.updateMany({ where: { id: passId, consultId, personId: actor.personId, closedAt: null }, data: { closedAt: now } })
    if (count > 0) record({ name: 'consult.cameraClosed', subject: 'consult', subjectId: consultId, facts: { passId }, audience: [`person:${actor.personId}`] })
    else allow((await tx.cameraPass.count({ where: { id: passId, consultId, personId: actor.personId } })) === 1)
    return { passId }
  })
}

/** The pass of a phone's address, open or not; null for anything made up. */
export async function passByToken(token: string): Promise<Pass | null> {
  if (!/^[\w-]{22}$/.test(token)) return null
  const row = await db.cameraPass.findUnique({ where: { tokenHash: hashOf(token) }, select: { id: true, consultId: true, personId: true, membershipId: true, hospitalId: true, kind: true, expiresAt: true, closedAt: true } })
  return row && { ...row, kind: row.kind as PhotoKind }
}

/** Can something be sent with it now? */
export const passState = ({ expiresAt, closedAt }: Pick<Pass, 'expiresAt' | 'closedAt'>, now: Date): 'open' | 'closed' | 'expired' => (closedAt ? 'closed' : now < expiresAt ? 'open' : 'expired')

/** The person who showed the code, as they may act now; a Problem when the code or their right has ended. */
export async function actorOfPass(pass: Pass): Promise<Actor> {
  const now = await nowIn(db)
  const state = passState(pass, now)
  if (state !== 'open') throw new Problem(`camera:problem.${state}`)
  const actor = await actorUnder(pass.personId, pass.membershipId, now)
  if (!actor) throw new Problem('camera:problem.closed')
  return actor
}

/** Says which photographs the phone will send. */
export async function announcePhotos(pass: Pass, announcement: Announcement): Promise<Announced> {
  const actor = await actorOfPass(pass)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, pass.consultId, now)
    mayAdd(actor, consult, pass.kind)
    const { consultId, personId, hospitalId } = pass
    const answer = await reserve(tx, now, { consultId, personId, hospitalId, passId: pass.id }, { files: announcement.files, kind: pass.kind })
    record({ name: 'consult.uploadsAnnounced', subject: 'consult', subjectId: consultId, facts: { count: announcement.files.length, passId: pass.id }, audience: [`consult:${consultId}`] })
    return answer
  })
}
