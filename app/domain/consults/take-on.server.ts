import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { changeState, loadConsult } from './change-state.server'
import { endAccess, grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'
import { appoint } from './specialists.server'

/** The specialist on duty takes the request on and answers it: with identity from now on, also for the coordinator who comes in the morning. */
export function takeOnConsult(actor: Actor, { consultId }: z.infer<typeof schema.takeOnConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.takeOn(actor, consult))
    const { hospitalId, personId } = actor
    await changeState(tx, record, actor, now, consult, {
      action: 'takeOn', fields: ['state', 'specialistId'], data: { specialistId: personId, ...(consult.state === 'sent' && { acceptedAt: now }) }, facts: { specialistId: personId, before: consult.specialistId },
    })
    await appoint(tx, now, consult, { hospitalId, specialistIds: [personId] })
    await endAccess(tx, now, { consultId, hospitalId, kind: 'coordinator', deidentified: true })
    await grantAccess(tx, now, { consultId, hospitalId, role: 'coordinator', kind: 'coordinator', basis: 'accepted' })
    return { consultId }
  })
}
