import { claiming } from '~/domain/audit/claiming.server'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { issuePaper } from '~/domain/documents/issue-paper.server'
import type { Disposition, OpinionKind } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { holdConsult, type LoadedConsult } from './change-state.server'
import { possible, type ConsultAction } from './lifecycle'
import type { Answer } from './opinion-answers'
import { opinionContent } from './opinion-paper.server'

export interface Written {
  kind: OpinionKind
  version: number
  answers: readonly Answer[]
  general: string
  reason?: string
  missing?: string
  together?: boolean
  disposition?: Disposition | null
  dissents?: readonly Dissenting[]
}
interface Dissenting { number: number; personId: string; text: string; at: Date; afterwards: boolean }

/** Step: keeps the consult as it is until the end of the transaction, and says what is asked now: a supplement may just have come in. */
export async function holdForAnswer(tx: Tx, consult: LoadedConsult, action: ConsultAction, seen?: number): Promise<{ requestVersion: number; numbers: number[] }> {
  if (!possible(action, consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
  await holdConsult(tx, consult)
  const { requestVersion, questions } = await tx.consult.findUniqueOrThrow({
    where: { id: consult.id }, select: { requestVersion: true, questions: { where: { round: consult.round }, orderBy: { number: 'asc' }, select: { number: true } } },
  })
  if (seen !== undefined && seen !== requestVersion) throw new Problem('consults:problem.supplementedMeanwhile', { params: { version: requestVersion } })
  return { requestVersion, numbers: questions.map(({ number }) => number) }
}

/** Step: what is confirmed is what the writer last saw saved; a text saved elsewhere meanwhile is not thrown away unread. */
export async function requireDraft(tx: Tx, { id, round }: Pick<LoadedConsult, 'id' | 'round'>, specialistId: string, kind: OpinionKind, version: number): Promise<void> {
  const draft = await tx.opinion.findFirst({ where: { consultId: id, round, specialistId, kind, confirmedAt: null }, select: { draftVersion: true } })
  if (draft && draft.draftVersion !== version) throw new Problem('consults:problem.staleDraft')
}

/** The number of the next answer's paper in this round; the answer itself carries the same. */
export async function nextPaperVersion(tx: Tx, { id, round }: Pick<LoadedConsult, 'id' | 'round'>): Promise<number> {
  const { _max: { version } } = await tx.paper.aggregate({ where: { consultId: id, round, kind: 'opinion' }, _max: { version: true } })
  return (version ?? 0) + 1
}

/** Step: fixes what a specialist wrote, in place of the half-written one. An answer gets its paper, which replaces earlier ones of the round. */
export async function fixOpinion(tx: Tx, record: RecordEvent, now: Date, consult: LoadedConsult, specialistId: string, requestVersion: number, written: Written): Promise<string> {
  const { answers, dissents = [], ...row } = written
  const id = newId()
  const where = { consultId: consult.id, specialistId, round: consult.round, kind: written.kind }
  await tx.opinion.deleteMany({ where: { ...where, confirmedAt: null } })
  // Answers first come into a draft; confirming is what makes them unchangeable. Of two that are confirmed at once, the other one is told.
  await claiming(undefined, 'consults:problem.changedMeanwhile', async () => {
    await tx.opinion.create({ data: { id, ...where, ...row, requestVersion, createdAt: now, answers: { create: [...answers] } } })
    await tx.opinion.update({ where: { id }, data: { confirmedAt: now } })
  })
  if (dissents.length > 0) await tx.dissent.createMany({ data: dissents.map((dissent) => ({ id: newId(), opinionId: id, ...dissent })) })
  if (written.kind === 'conclusion') await issuePaper(tx, record, { consultId: consult.id, sourceId: id, content: await opinionContent(tx, id, { version: written.version, reason: written.reason ?? '' }) })
  return id
}
