import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { dissentsAmong, requireSeen } from './conclude'
import { fixOpinion, holdForAnswer, nextPaperVersion, requireDraft } from './fix-opinion.server'
import { answersOf, requireAll } from './opinion-answers'
import { mayConsult } from './policy'
import { scopeOf } from './queries.server'
import type * as schema from './schema'
import { askedOf, opinionsIn } from './specialists.server'

/**
 * The answer, confirmed with the password: an answer or a reason for every question; fixed from now on. With several specialists it is
 * the conclusion: it names the opinions that were read, who does not agree, and why it does not wait for those still missing.
 */
export async function confirmOpinion(actor: Actor, { consultId, version, password, general, requestVersion: seenRequest, seen = [], dissents = [], missing = '', ...typed }: z.infer<typeof schema.confirmOpinion>) {
  // Before the password: whoever may not answer learns nothing, not even whether it was right.
  allow(mayConsult.answer(actor, await scopeOf(actor, consultId)))
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.answer(actor, consult))
    const { requestVersion, numbers } = await holdForAnswer(tx, consult, 'answer', seenRequest)
    await requireDraft(tx, consult, actor.personId, 'conclusion', version)
    const answers = answersOf(numbers, typed)
    requireAll(answers)
    const asked = await askedOf(tx, consult)
    const opinions = await opinionsIn(tx, consult)
    requireSeen({ by: actor.personId, asked, opinions, seen, missing })
    const waits = asked.some((id) => id !== actor.personId && !opinions.some(({ specialistId }) => specialistId === id))
    const paper = await nextPaperVersion(tx, consult)
    const opinionId = await fixOpinion(tx, record, now, consult, actor.personId, requestVersion, {
      kind: 'conclusion', version: paper, general, answers, missing: waits ? missing : '', dissents: dissentsAmong(opinions, dissents, { by: actor.personId, numbers, at: now }),
    })
    await changeState(tx, record, actor, now, consult, {
      action: 'answer', data: { answeredAt: now, answerKind: 'opinion', answerId: opinionId, answerVersion: paper }, facts: { answerKind: 'opinion', opinionId, version: paper },
    })
    return { consultId, opinionId }
  })
}

/** A correction is a new version with its reason, and names the version of the request that was seen; what was decided keeps the version it saw and the treating doctor has to acknowledge. */
export async function correctOpinion(actor: Actor, { consultId, password, general, reason, requestVersion: seenRequest, dissents = [], ...typed }: z.infer<typeof schema.correctOpinion>) {
  allow(mayConsult.correct(actor, await scopeOf(actor, consultId)))
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.correct(actor, consult))
    const { requestVersion, numbers } = await holdForAnswer(tx, consult, 'correct', seenRequest)
    const latest = await tx.opinion.findFirst({
      where: { consultId, round: consult.round, kind: 'conclusion', confirmedAt: { not: null } }, orderBy: { version: 'desc' }, select: { id: true, missing: true, dissents: { where: { afterwards: true }, select: { number: true, personId: true, text: true, at: true, afterwards: true } } },
    })
    if (!latest) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    const answers = answersOf(numbers, typed)
    requireAll(answers)
    // What somebody said himself after the conclusion is not the chair's to take away.
    const own = latest.dissents
    const marked = dissentsAmong(await opinionsIn(tx, consult), dissents, { by: actor.personId, numbers, at: now }).filter((one) => !own.some(({ number, personId }) => number === one.number && personId === one.personId))
    const version = await nextPaperVersion(tx, consult)
    const opinionId = await fixOpinion(tx, record, now, consult, actor.personId, requestVersion, { kind: 'conclusion', version, reason, general, answers, missing: latest.missing, dissents: [...own, ...marked] })
    await changeState(tx, record, actor, now, consult, {
      action: 'correct', data: { answerKind: 'opinion', answerId: opinionId, answerVersion: version }, fields: ['answerVersion'], facts: { opinionId, version },
    })
    return { consultId, opinionId }
  })
}

/** The treating doctor has read a correction made after the decision. */
export function acknowledgeCorrection(actor: Actor, { consultId, opinionId }: z.infer<typeof schema.acknowledgeCorrection>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.acknowledge(actor, consult))
    // Of an opinion, or of minutes, of which the consult says which version was read.
    const { count: minutes } = await tx.consult.updateMany({ where: { id: consultId, answerKind: 'minutes', answerId: opinionId, OR: [{ acknowledgedId: null }, { acknowledgedId: { not: opinionId } }] }, data: { acknowledgedId: opinionId } })
    const { count } = minutes > 0 ? { count: minutes } : await tx.opinion.updateMany({ where: { id: opinionId, consultId, confirmedAt: { not: null }, acknowledgedAt: null }, data: { acknowledgedAt: now, acknowledgedById: actor.personId } })
    if (count === 0) throw new Problem('consults:problem.alreadyAcknowledged')
    await changeState(tx, record, actor, now, consult, { action: 'acknowledge', fields: ['acknowledgedAt'], facts: { opinionId } })
    return { consultId }
  })
}
