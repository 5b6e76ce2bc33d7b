import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, holdConsult, loadConsult } from './change-state.server'
import { possible } from './lifecycle'
import { answersOf, requireAll, type Answer } from './opinion-answers'
import { opinionContent } from './opinion-paper.server'
import { mayConsult } from './policy'
import { scopeOf } from './queries.server'
import type * as schema from './schema'

interface Written { consultId: string; version: number; requestVersion: number; reason: string; general: string; answers: Answer[] }

/** Step: fixes an opinion with its answers and issues its paper, which replaces earlier ones. */
async function fix(tx: Tx, record: RecordEvent, actor: Actor, now: Date, written: Written): Promise<string> {
  const { answers, ...row } = written
  const id = newId()
  await tx.opinion.deleteMany({ where: { consultId: written.consultId, confirmedAt: null } })
  // Answers first come into a draft; confirming is what makes them unchangeable.
  // One answer per version: of two that are confirmed at once, the other one is told.
  await claiming(undefined, 'consults:problem.changedMeanwhile', () =>
    tx.opinion.create({ data: { id, ...row, specialistId: actor.personId, createdAt: now, answers: { create: answers } } }))
  await tx.opinion.update({ where: { id }, data: { confirmedAt: now } })
  const content = await opinionContent(tx, { ...row, specialistId: actor.personId, answers, at: now })
  await issuePaper(tx, record, { consultId: written.consultId, sourceId: id, content })
  return id
}

const questionNumbers = async (tx: Tx, consultId: string): Promise<number[]> =>
  (await tx.question.findMany({ where: { consultId }, orderBy: { number: 'asc' }, select: { number: true } })).map((question) => question.number)

/** The specialist's answer, confirmed with the password: an answer or a reason for every question; fixed from now on. */
export async function confirmOpinion(actor: Actor, { consultId, version, password, general, ...typed }: z.infer<typeof schema.confirmOpinion>) {
  // Before the password: whoever may not answer learns nothing, not even whether it was right.
  allow(mayConsult.answer(actor, await scopeOf(actor, consultId)))
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.answer(actor, consult))
    if (!possible('answer', consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    await holdConsult(tx, consult)
    const draft = await tx.opinion.findFirst({ where: { consultId, confirmedAt: null }, select: { draftVersion: true } })
    if (draft && draft.draftVersion !== version) throw new Problem('consults:problem.staleDraft')
    const answers = answersOf(await questionNumbers(tx, consultId), typed)
    requireAll(answers)
    const opinionId = await fix(tx, record, actor, now, { consultId, version: 1, requestVersion: consult.requestVersion, reason: '', general, answers })
    await changeState(tx, record, actor, now, consult, {
      action: 'answer', data: { answeredAt: now, answerKind: 'opinion', answerId: opinionId, answerVersion: 1 }, facts: { answerKind: 'opinion', opinionId, version: 1 },
    })
    return { consultId, opinionId }
  })
}

/** A correction is a new version with its reason; what was decided keeps the version it saw and the treating doctor has to acknowledge. */
export async function correctOpinion(actor: Actor, { consultId, password, general, reason, ...typed }: z.infer<typeof schema.correctOpinion>) {
  allow(mayConsult.correct(actor, await scopeOf(actor, consultId)))
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.correct(actor, consult))
    await holdConsult(tx, consult)
    const latest = await tx.opinion.findFirst({ where: { consultId, confirmedAt: { not: null } }, orderBy: { version: 'desc' }, select: { version: true } })
    if (!latest || !possible('correct', consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    const answers = answersOf(await questionNumbers(tx, consultId), typed)
    requireAll(answers)
    const version = latest.version + 1
    const opinionId = await fix(tx, record, actor, now, { consultId, version, requestVersion: consult.requestVersion, reason, general, answers })
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
    const { count } = await tx.opinion.updateMany({ where: { id: opinionId, consultId, confirmedAt: { not: null }, acknowledgedAt: null }, data: { acknowledgedAt: now, acknowledgedById: actor.personId } })
    if (count === 0) throw new Problem('consults:problem.alreadyAcknowledged')
    await changeState(tx, record, actor, now, consult, { action: 'acknowledge', fields: ['acknowledgedAt'], facts: { opinionId } })
    return { consultId }
  })
}
