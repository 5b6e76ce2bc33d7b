import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { limits } from './draft'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Answers what the coordinator asked for: a new numbered request version with its text, new questions and files; back to reception. */
export function supplementConsult(actor: Actor, { consultId, text, questions }: z.infer<typeof schema.supplementConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.supplement(actor, consult))
    const version = consult.requestVersion + 1
    await changeState(tx, record, actor, now, consult, { action: 'supplement', data: { requestVersion: version }, fields: ['state', 'requestVersion'], facts: { version } })
    const added = questions.filter((question) => question !== '')
    const asked = await tx.question.count({ where: { consultId } })
    if (asked + added.length > limits.questions) throw new Problem('consults:problem.tooManyQuestions', { field: 'questions', params: { limit: limits.questions } })
    await tx.question.createMany({ data: added.map((question, index) => ({ id: newId(), consultId, number: asked + index + 1, text: question, sinceVersion: version })) })
    const { count: files } = await tx.consultFile.updateMany({ where: { consultId, requestVersion: null }, data: { requestVersion: version } })
    await tx.requestVersion.create({ data: { consultId, version, at: now, personId: actor.personId, content: { supplement: text, questions: added, files } } })
    return { consultId, version }
  })
}
