import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { holding } from '~/domain/people/actor.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** "Đã gọi lúc …, gặp …": both sides see that somebody telephoned, whom, and whether anybody answered. Changes no state. */
export function logCall(actor: Actor, { consultId, calledId, number, outcome, note }: z.infer<typeof schema.logCall>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.logCall(actor, consult))
    if (!calledId && number === '') throw new Problem('reach:problem.callWho', { field: 'calledId' })
    if (calledId) {
      const hospitals = [consult.requestingId, consult.supportingId, consult.receivingId].filter((id): id is string => id !== null)
      const works = await tx.membership.count({ where: { AND: [{ personId: calledId, hospitalId: { in: hospitals }, person: { locked: false } }, holding(now)] } })
      if (works === 0) throw new Problem('problems:unknownChoice', { field: 'calledId' })
    }
    await changeState(tx, record, actor, now, consult, { action: 'logCall', facts: { outcome, calledId: calledId ?? null } })
    const callId = newId()
    await tx.consultCall.create({ data: { id: callId, consultId, at: now, byId: actor.personId, hospitalId: actor.hospitalId, calledId: calledId ?? null, number, outcome, note } })
    return { callId }
  })
}
