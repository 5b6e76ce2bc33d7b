import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/**
 * The treating doctor applies the answer, in part, or not: she stays responsible (Luật KCB 15/2023, Điều 80), so anything less than all
 * of it needs a reason. The decision keeps which answer, in which version, and which version of the request it saw.
 */
export function decideConsult(actor: Actor, { consultId, answerId, kind, reason }: z.infer<typeof schema.decideConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.decide(actor, consult))
    if (kind !== 'apply' && reason === '') throw new Problem('consults:problem.decisionReason', { field: 'reason' })
    await changeState(tx, record, actor, now, consult, { action: 'decide', facts: { kind, answerId } })
    const answer = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { answerId: true, answerVersion: true } })
    if (answer.answerId !== answerId || answer.answerVersion === null) throw new Problem('consults:problem.answerChanged')
    const { answerVersion } = answer
    await claiming('kind', 'consults:problem.changedMeanwhile', () =>
      tx.decision.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, kind, reason, answerId, answerVersion, requestVersion: consult.requestVersion } }))
    return { consultId }
  })
}
