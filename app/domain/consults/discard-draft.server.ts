import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { Problem } from '~/platform/problem'
import { loadConsult } from './change-state.server'
import { mayConsult } from './policy'
import type { discardDraft as schema } from './schema'

/** Throws an unsent draft away; its files and rights go with it. */
export function discardDraft(actor: Actor, { consultId }: z.infer<typeof schema>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.discard(actor, consult))
    const { count } = await tx.consult.deleteMany({ where: { id: consultId, state: 'draft' } })
    if (count === 0) throw new Problem('consults:problem.alreadySent')
    record({ name: 'consult.discarded', subject: 'consult', subjectId: consultId, audience: [`person:${actor.personId}`] })
    return { consultId }
  })
}
