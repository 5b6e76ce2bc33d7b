import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { limits } from './draft'
import { waitingFiles } from './file-scope'
import { mayConsult } from './policy'
import type * as schema from './schema'

/**
 * The second round: what happened since and new questions go back to reception as a new request version. The answer so far stays with
 * its decision and in force until the new one is confirmed; the specialist stays as a suggestion. The clocks begin anew with the state.
 */
export function askAgain(actor: Actor, { consultId, text, questions }: z.infer<typeof schema.askAgain>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.askAgain(actor, consult))
    const added = questions.filter((question) => question !== '')
    if (added.length === 0) throw new Problem('consults:problem.askAgainQuestion', { field: 'questions.0' })
    const [version, round] = [consult.requestVersion + 1, consult.round + 1]
    await changeState(tx, record, actor, now, consult, {
      action: 'askAgain', note: text, fields: ['state', 'round', 'requestVersion'], facts: { round, version },
      data: { round, requestVersion: version, answeredAt: null },
    })
    const asked = await tx.question.count({ where: { consultId } })
    if (asked + added.length > limits.questions) throw new Problem('consults:problem.tooManyQuestions', { field: 'questions.0', params: { limit: limits.questions } })
    await tx.question.createMany({ data: added.map((question, index) => ({ id: newId(), consultId, number: asked + index + 1, text: question, sinceVersion: version, round })) })
    const { count: files } = await tx.consultFile.updateMany({ where: { consultId, ...waitingFiles }, data: { requestVersion: version } })
    await tx.requestVersion.create({ data: { consultId, version, at: now, personId: actor.personId, content: { supplement: text, questions: added, files } } })
    return { consultId, round }
  })
}
