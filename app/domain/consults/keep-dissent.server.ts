import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import { opinionContent } from '~/domain/documents/paper-content'
import { personNames } from '~/domain/people/queries.server'
import { newId } from '~/platform/id'
import { nameWithTitle } from '~/platform/names'
import { Problem } from '~/platform/problem'
import { translate } from '~/platform/texts/translate.server'
import { changeState, holdConsult, loadConsult } from './change-state.server'
import { possible } from './lifecycle'
import { nextPaperVersion } from './fix-opinion.server'
import { mayConsult } from './policy'
import type * as schema from './schema'
import { askedOf } from './specialists.server'

/**
 * A specialist who was asked does not agree with the conclusion and says so after it: kept beside it, printed on a new paper, told to
 * the treating doctor. The conclusion itself stays what it is.
 */
export function keepDissent(actor: Actor, { consultId, number, text }: z.infer<typeof schema.keepDissent>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.dissent(actor, consult) && (await askedOf(tx, consult)).includes(actor.personId))
    if (!possible('dissent', consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    await holdConsult(tx, consult)
    const { answerKind, answerId } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { answerKind: true, answerId: true } })
    if (answerKind !== 'opinion' || !answerId) throw new Problem('consults:problem.noConclusion')
    const asked = await tx.opinionAnswer.findUnique({ where: { opinionId_number: { opinionId: answerId, number } }, select: { number: true } })
    if (!asked) throw new Problem('problems:unknownChoice', { field: 'number' })
    const id = newId()
    await claiming('number', 'consults:problem.alreadyDissents', () => tx.dissent.create({ data: { id, opinionId: answerId, number, personId: actor.personId, at: now, text, afterwards: true } }))
    const version = await nextPaperVersion(tx, consult)
    const person = (await personNames([actor.personId], tx)).get(actor.personId) ?? actor
    const reason = translate('vi')('consults:paper.dissent', { name: nameWithTitle(person), number })
    // The paper in force with one line more: what came in after the conclusion was not before whoever concluded.
    const inForce = await tx.paper.findFirstOrThrow({ where: { consultId, kind: 'opinion', round: consult.round, supersededAt: null }, orderBy: { version: 'desc' }, select: { content: true } })
    const before = opinionContent.parse(inForce.content)
    const dissent = { name: person.fullName, title: person.title, text, saidAt: now.toISOString() }
    const questions = before.questions.map((question) => (question.number === number ? { ...question, dissents: [...question.dissents, dissent] } : question))
    await issuePaper(tx, record, { consultId, sourceId: id, content: { ...before, version, reason, change: 'dissent', questions } })
    await changeState(tx, record, actor, now, consult, { action: 'dissent', fields: ['dissents'], facts: { opinionId: answerId, number, version } })
    return { consultId }
  })
}
