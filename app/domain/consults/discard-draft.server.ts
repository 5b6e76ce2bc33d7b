import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { loadConsult } from './change-state.server'
import { mayConsult } from './policy'
import type { discardDraft as schema } from './schema'

/** A draft the approver sent back has a trace, which stays: it ends as withdrawn, without what was typed since. */
async function endReturned(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consultId: string): Promise<void> {
  const { count } = await tx.consult.updateMany({ where: { id: consultId, state: 'draft' }, data: { state: 'withdrawn', draft: {}, closedAt: now, updatedAt: now } })
  if (count === 0) throw new Problem('consults:problem.alreadySent')
  await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: 'discard', fromState: 'draft', toState: 'withdrawn' } })
  record({ name: 'consult.discarded', subject: 'consult', subjectId: consultId, facts: { returned: true }, audience: [`person:${actor.personId}`, `hospital:${actor.hospitalId}`] })
}

/** Throws an unsent draft away; its files and rights go with it. */
export function discardDraft(actor: Actor, { consultId }: z.infer<typeof schema>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.discard(actor, consult))
    if (consult.requestVersion > 0) {
      await endReturned(tx, record, actor, now, consultId)
      return { consultId }
    }
    const { count } = await tx.consult.deleteMany({ where: { id: consultId, state: 'draft' } })
    if (count === 0) throw new Problem('consults:problem.alreadySent')
    record({ name: 'consult.discarded', subject: 'consult', subjectId: consultId, audience: [`person:${actor.personId}`] })
    return { consultId }
  })
}
