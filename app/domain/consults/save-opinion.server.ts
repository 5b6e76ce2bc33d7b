import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import type { OpinionKind } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { holdConsult, loadConsult, type LoadedConsult } from './change-state.server'
import { possible } from './lifecycle'
import { readOpinionDraft, type OpinionDraft } from './opinion-draft'
import { mayConsult } from './policy'
import type * as schema from './schema'
import { askedOf } from './specialists.server'

/** Is this person asked in this round? A right to read alone, as after a conference, is not enough. */
export async function isAsked(tx: Tx, actor: Actor, consult: LoadedConsult): Promise<boolean> {
  return mayConsult.opine(actor, consult) && (await askedOf(tx, consult)).includes(actor.personId)
}

/** Which of the two somebody writes: the one who concludes writes the answer, unless it is his own opinion beside those of others. */
export const kindFor = (actor: Actor, consult: LoadedConsult, wanted: OpinionKind | undefined): OpinionKind =>
  (mayConsult.answer(actor, consult) ? wanted ?? 'conclusion' : 'opinion')

/** Keeps a half-written answer or opinion for the specialist who writes it. No event; a stale save is refused so that no tab overwrites another. */
export function saveOpinion(actor: Actor, { consultId, version, kind, ...draft }: z.infer<typeof schema.saveOpinion>) {
  return keep(actor, consultId, version, kind, draft)
}

/** The same from the phone's page. */
export function saveReply(actor: Actor, { consultId, version, kind, disposition = '', text }: z.infer<typeof schema.saveReply>) {
  return keep(actor, consultId, version, kind, { disposition, text })
}

function keep(actor: Actor, consultId: string, version: number, wanted: OpinionKind | undefined, typed: Partial<OpinionDraft>) {
  return transact(actor, async (tx, _record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(await isAsked(tx, actor, consult))
    if (!possible('answer', consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
    await holdConsult(tx, consult)
    const { requestVersion, round } = consult
    const where = { consultId, specialistId: actor.personId, round, kind: kindFor(actor, consult, wanted) }
    const stored = await tx.opinion.findFirst({ where: { ...where, confirmedAt: null }, select: { id: true, draft: true, draftVersion: true } })
    if ((stored?.draftVersion ?? 0) !== version) throw new Problem('consults:problem.staleDraft')
    const draft = { ...readOpinionDraft(stored?.draft), ...typed }
    if (stored) {
      const { count } = await tx.opinion.updateMany({ where: { id: stored.id, confirmedAt: null, draftVersion: version }, data: { draft, draftVersion: version + 1, requestVersion } })
      if (count === 0) throw new Problem('consults:problem.staleDraft')
    } else {
      const latest = await tx.opinion.count({ where })
      const { count } = await tx.opinion.createMany({ data: [{ id: newId(), ...where, version: latest + 1, requestVersion, draft, draftVersion: 1, createdAt: now }], skipDuplicates: true })
      if (count === 0) throw new Problem('consults:problem.staleDraft')
    }
    return { version: version + 1, savedAt: now.toISOString() }
  })
}
