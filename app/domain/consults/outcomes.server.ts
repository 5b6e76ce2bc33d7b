import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import type { Actor } from '~/domain/audit/actor'
import type { Condition, EndKind, TreatmentResult } from '~/platform/database/enums'
import { headlineOf } from './headline'
import { visibleTo } from './rights'

const recent = 45 * 24 * 60 * 60_000

/** What became of one consult this person answered: the latest of its outcome, day 30 and its follow-up. */
export interface OutcomeLine {
  id: string
  code: string
  headline: string
  at: string
  condition: Condition | null
  endKind: EndKind | null
  result: TreatmentResult | null
  /** undefined until it was asked; null: not known */
  readmitted: boolean | null | undefined
}

/** Patients whose consults this person answered, in writing or from the chair: how they fared in the last weeks, the latest news first; at most 8. */
export async function outcomesFor(actor: Actor): Promise<OutcomeLine[]> {
  if (!actor.roles.includes('specialist') && !actor.roles.includes('head')) return []
  const now = await nowIn(db)
  const since = new Date(now.getTime() - recent)
  const rows = await db.consult.findMany({
    where: {
      AND: [
        visibleTo(actor, now), { state: { in: ['following', 'awaitingSummary', 'closed'] }, updatedAt: { gt: since } },
        { OR: [{ opinions: { some: { specialistId: actor.personId, confirmedAt: { not: null } } } }, { access: { some: { personId: actor.personId, hospitalId: actor.hospitalId, kind: 'chair' } } }] },
        { OR: [{ followUps: { some: {} } }, { outcome: { isNot: null } }] },
      ],
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], take: 8,
    select: {
      id: true, code: true, situation: true, updatedAt: true, followUps: { orderBy: { at: 'desc' }, take: 1, select: { at: true, condition: true } },
      outcome: { select: { endKind: true, result: true } }, readmission: { select: { readmitted: true } },
    },
  })
  return rows.map(({ id, code, situation, updatedAt, followUps, outcome, readmission }) => ({
    id, code: code ?? '', headline: headlineOf(situation ?? ''), at: (outcome ? updatedAt : followUps[0]?.at ?? updatedAt).toISOString(),
    condition: followUps[0]?.condition ?? null, endKind: outcome?.endKind ?? null, result: outcome?.result ?? null, readmitted: readmission?.readmitted,
  }))
}
