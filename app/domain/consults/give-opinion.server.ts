import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { verifyPassword } from '~/domain/people/verify-password.server'
import type { Disposition } from '~/platform/database/enums'
import { db } from '~/platform/database/database.server'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult, type LoadedConsult } from './change-state.server'
import { fixOpinion, holdForAnswer, requireDraft } from './fix-opinion.server'
import { answersOf, requireAll, type Answer } from './opinion-answers'
import { scopeOf } from './queries.server'
import { isAsked } from './save-opinion.server'
import type * as schema from './schema'
import { askedOf, opinionsIn } from './specialists.server'

export interface Opined { version: number; requestVersion: number; answers: readonly Answer[]; general: string; reason: string; together?: boolean; disposition?: Disposition }

/** Step: one of several confirms an opinion; a further one replaces it, with the reason. The consult goes on waiting for the conclusion. */
export async function opine(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: LoadedConsult, { version: draftVersion, requestVersion, ...written }: Opined): Promise<string> {
  await requireDraft(tx, consult, actor.personId, 'opinion', draftVersion)
  requireAll(written.answers)
  const asked = await askedOf(tx, consult)
  if (asked.length < 2) throw new Problem('consults:problem.nobodyElse')
  const earlier = (await opinionsIn(tx, consult)).find(({ specialistId }) => specialistId === actor.personId)
  if (earlier && written.reason === '') throw new Problem('consults:problem.opinionReason', { field: 'reason' })
  const version = (earlier?.version ?? 0) + 1
  const opinionId = await fixOpinion(tx, record, now, consult, actor.personId, requestVersion, { ...written, kind: 'opinion', version, reason: earlier ? written.reason : '' })
  const answered = new Set([actor.personId, ...(await opinionsIn(tx, consult)).map(({ specialistId }) => specialistId)])
  const waiting = asked.filter((id) => id !== consult.specialistId && !answered.has(id)).length
  await changeState(tx, record, actor, now, consult, { action: 'opine', fields: ['opinions'], facts: { opinionId, version, waiting } })
  return opinionId
}

/** One of several specialists' own opinion on every question, confirmed with the password. */
export async function giveOpinion(actor: Actor, { consultId, version, requestVersion: seen, password, general, reason = '', ...typed }: z.infer<typeof schema.giveOpinion>) {
  allow(await isAsked(db, actor, await scopeOf(actor, consultId)))
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(await isAsked(tx, actor, consult))
    const { requestVersion, numbers } = await holdForAnswer(tx, consult, 'opine', seen)
    const opinionId = await opine(tx, record, actor, now, consult, { version, requestVersion, answers: answersOf(numbers, typed), general, reason })
    return { consultId, opinionId }
  })
}
