import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { holdConsult, loadConsult } from './change-state.server'
import { possible } from './lifecycle'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Keeps a half-written answer for the specialist who writes it. No event; a stale save is refused so that no tab overwrites another. */
export function saveOpinion(actor: Actor, { consultId, version, answers, unanswered, general }: z.infer<typeof schema.saveOpinion>) {
  return transact(actor, async (tx, _record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.answer(actor, consult))
    if (!possible('answer', consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    await holdConsult(tx, consult)
    const draft = { answers, unanswered, general }
    if (version === 0) {
      const { count } = await tx.opinion.createMany({
        data: [{ id: newId(), consultId, specialistId: actor.personId, version: 1, requestVersion: consult.requestVersion, draft, draftVersion: 1, createdAt: now }], skipDuplicates: true,
      })
      if (count === 0) throw new Problem('consults:problem.staleDraft')
      return { version: 1, savedAt: now.toISOString() }
    }
    const { count } = await tx.opinion.updateMany({
      where: { consultId, specialistId: actor.personId, confirmedAt: null, draftVersion: version }, data: { draft, draftVersion: version + 1, requestVersion: consult.requestVersion },
    })
    if (count === 0) throw new Problem('consults:problem.staleDraft')
    return { version: version + 1, savedAt: now.toISOString() }
  })
}
