import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { changeState, loadConsult } from './change-state.server'
import { endSupportingAccessLater } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Takes an open request back, with a reason. */
export function withdrawConsult(actor: Actor, { consultId, note }: z.infer<typeof schema.withdrawConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.withdraw(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'withdraw', note, data: { closedAt: now } })
    if (consult.supportingId) await endSupportingAccessLater(tx, now, consultId, consult.supportingId)
    return { consultId }
  })
}
