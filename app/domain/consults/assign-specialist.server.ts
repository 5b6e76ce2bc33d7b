import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { peopleWith } from '~/domain/people/queries.server'
import { Problem } from '~/platform/problem'
import { changeState, holdConsult, loadConsult, tookOtherSide } from './change-state.server'
import { mayConsult } from './policy'
import { appoint } from './specialists.server'
import type * as schema from './schema'

/**
 * Gives the consult to specialists of the supporting hospital: to one who answers, or to several of whom `specialistId` concludes. The
 * list replaces the one before; adding one later is sending the list with one more.
 */
export function assignSpecialist(actor: Actor, { consultId, specialistId, otherIds = [] }: z.infer<typeof schema.assignSpecialist>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.assign(actor, consult))
    // Before the list is read: of two who assign at once the second replaces the first one's list, and whoever confirms meanwhile stays on it.
    await holdConsult(tx, consult)
    const others = [...new Set(otherIds)].filter((id) => id !== specialistId)
    const specialists = await peopleWith(tx, { hospitalId: actor.hospitalId, role: 'specialist' })
    for (const [id, field] of [[specialistId, 'specialistId'] as const, ...others.map((other) => [other, 'otherIds'] as const)]) {
      if (!specialists.includes(id)) throw new Problem('problems:unknownChoice', { field })
      const otherSide = id === consult.treatingDoctorId || await tookOtherSide(tx, consultId, { personId: id, hospitalId: actor.hospitalId })
      if (otherSide) throw new Problem('consults:problem.specialistBothSides', { field })
    }
    const { added, ended } = await appoint(tx, now, consult, { hospitalId: actor.hospitalId, specialistIds: [specialistId, ...others] })
    await changeState(tx, record, actor, now, consult, {
      action: 'assign', data: { specialistId }, fields: ['specialistId', 'state'],
      facts: { specialistId, before: consult.specialistId, added, ended }, people: [specialistId, ...others, ...ended],
    })
    return { consultId }
  })
}
