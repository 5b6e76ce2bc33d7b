import type { Actor } from '~/domain/audit/actor'
import { reachOfConsult } from '~/domain/consults/reach.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'

/** What was done to reach somebody, as the record's page shows it: marks for the timeline, and whom to telephone now. */
export async function reachView(actor: Actor, consultId: string) {
  const { acknowledged, calls, told, telephone, supportingId, now } = await reachOfConsult(actor, consultId)
  const hospitals = await hospitalNames([...acknowledged, ...calls].map(({ hospitalId }) => hospitalId), now)
  const sign = (name: string, hospitalId: string) => ({ name, badge: hospitals.get(hospitalId)?.badge ?? '', senior: hospitalId === supportingId })
  return {
    told, telephone,
    marks: [
      ...acknowledged.map(({ id, at, name, hospitalId }) => ({ id, at: at.toISOString(), by: sign(name, hospitalId), kind: 'acknowledged' as const, who: '', note: '' })),
      ...calls.map(({ id, at, by, hospitalId, who, outcome, note }) => ({ id, at: at.toISOString(), by: sign(by, hospitalId), kind: outcome, who, note })),
    ],
  }
}

export type ReachView = Awaited<ReturnType<typeof reachView>>
