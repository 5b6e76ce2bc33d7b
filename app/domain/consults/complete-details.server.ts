import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { todayInVietnam } from '~/platform/dates'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Fills in what form 27/BV2 prints and the quick request did not ask, until the answer is confirmed. */
export function completeDetails(actor: Actor, { consultId, admittedOn, patientName, ...details }: z.infer<typeof schema.completeDetails>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.completeDetails(actor, consult))
    if (admittedOn && admittedOn > todayInVietnam(now)) throw new Problem('problems:futureDate', { field: 'admittedOn' })
    if (admittedOn && admittedOn < '1900-01-01') throw new Problem('problems:badDate', { field: 'admittedOn' })
    const identity = await tx.consultIdentity.findUniqueOrThrow({ where: { consultId }, select: { unidentified: true, patientName: true } })
    // Somebody who came in without a name may get one later; a name that was sent is corrected only by a supplement.
    const named = identity.unidentified && patientName ? { patientName, unidentified: false } : {}
    const changed = { ...details, ...named, admittedOn: admittedOn ? new Date(`${admittedOn}T00:00:00Z`) : null }
    await changeState(tx, record, actor, now, consult, { action: 'completeDetails', fields: Object.keys(changed) })
    await tx.consultIdentity.update({ where: { consultId }, data: changed })
    return { consultId }
  })
}
