import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { partnersOf } from '~/domain/agreements/partners.server'
import { hospitalNames, type HospitalCard } from '~/domain/hospitals/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult, type LoadedConsult } from './change-state.server'
import { endAccess, grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Who at the receiving hospital may follow the patient. */
const receivers = ['coordinator', 'specialist', 'treatingDoctor'] as const

/** Hospitals of the network that patients of this one may be referred to, by name. */
export async function referralTargets(hospitalId: string): Promise<HospitalCard[]> {
  const now = await nowIn(db)
  const cards = await hospitalNames(await partnersOf(hospitalId, now), now)
  return [...cards.values()].filter(({ kind }) => kind !== 'authority').sort((a, b) => a.shortName.localeCompare(b.shortName, 'vi'))
}

/** A wrong addressee can be put right by the side that asked until the receiver has begun to follow. */
async function takeBack(tx: Tx, now: Date, { id: consultId, receivingId }: LoadedConsult): Promise<void> {
  if (receivingId === null) return
  const came = await tx.referral.findFirst({ where: { consultId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { at: true } })
  const begun = await tx.followUp.findFirst({ where: { consultId, hospitalId: receivingId, ...(came && { at: { gte: came.at } }) }, select: { id: true } })
  if (begun) throw new Problem('consults:problem.receiverFollows', { field: 'receivingId' })
  await endAccess(tx, now, { consultId, hospitalId: receivingId, kind: 'receiving' })
}

/**
 * The patient is moved, by whoever has the patient now. Inside the network the receiving hospital follows from now on and ends the
 * episode; outside it nobody could, so follow-up stays where it is. Who referred onward goes on reading; a patient who comes back to the
 * hospital that asked is followed there again.
 */
export function referConsult(actor: Actor, { consultId, receivingId, place, reason, transport }: z.infer<typeof schema.referConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.refer(actor, consult))
    const { requestingId, receivingId: before } = consult
    const to = receivingId ?? null
    const onward = actor.hospitalId !== requestingId
    if (to === null && place === '') throw new Problem('consults:problem.referWhere', { field: 'receivingId' })
    if (to !== null && !(await partnersOf(actor.hospitalId, now, tx)).includes(to)) throw new Problem('problems:unknownChoice', { field: 'receivingId' })
    const follower = to === requestingId ? null : to ?? (onward ? before : null)
    // The state alone would not tell of a patient who was moved meanwhile.
    const held = await tx.consult.updateMany({ where: { id: consultId, receivingId: before }, data: { receivingId: follower } })
    if (held.count === 0) throw new Problem('consults:problem.changedMeanwhile')
    await changeState(tx, record, actor, now, { ...consult, receivingId: follower ?? before }, { action: 'refer', note: reason, fields: ['receivingId'], facts: { receivingId: to, before, transport } })
    if (!onward) await takeBack(tx, now, consult)
    await tx.referral.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, receivingId: to, place: to === null ? place : '', reason, transport } })
    if (to !== null && to !== requestingId) for (const role of receivers) await grantAccess(tx, now, { consultId, hospitalId: to, role, kind: 'receiving', basis: 'referral' })
    return { consultId }
  })
}
