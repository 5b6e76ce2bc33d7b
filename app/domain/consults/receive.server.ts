import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { changeState, loadConsult } from './change-state.server'
import { endAccess, endSupportingAccessLater, grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** The supporting coordinator takes the request on; from now on with the patient's identity. */
export function acceptConsult(actor: Actor, { consultId }: z.infer<typeof schema.acceptConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.accept(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'accept', data: { acceptedAt: now }, facts: { acceptedById: actor.personId } })
    await endAccess(tx, now, { consultId, hospitalId: actor.hospitalId, kind: 'coordinator', deidentified: true })
    await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, role: 'coordinator', kind: 'coordinator', basis: 'accepted' })
    await identifyDuty(tx, now, consultId, actor)
    return { consultId }
  })
}

/** Step: somebody on duty who accepted knows the patient from now on, as long as they could see the request. */
async function identifyDuty(tx: Tx, now: Date, consultId: string, { hospitalId, personId }: Actor): Promise<void> {
  const row = await tx.consultAccess.findFirst({ where: { consultId, hospitalId, personId, kind: 'duty', deidentified: true, validUntil: { gt: now } }, orderBy: { validUntil: 'desc' }, select: { id: true, validUntil: true } })
  if (!row?.validUntil) return
  await endAccess(tx, now, { consultId, hospitalId, personId, kind: 'duty', deidentified: true })
  await tx.consultAccess.create({ data: { id: newId(), consultId, hospitalId, personId, kind: 'duty', validFrom: now, validUntil: row.validUntil, basis: 'accepted' } })
}

/** Sends it back for what is missing; the words go to the treating doctor. */
export function askForMore(actor: Actor, { consultId, note }: z.infer<typeof schema.askForMore>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.askForMore(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'askForMore', note })
    return { consultId }
  })
}

/** Declines with a reason; the supporting side's rights run out. */
export function declineConsult(actor: Actor, { consultId, note }: z.infer<typeof schema.declineConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.decline(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'decline', note, data: { closedAt: now } })
    await endSupportingAccessLater(tx, now, consultId, actor.hospitalId)
    return { consultId }
  })
}
