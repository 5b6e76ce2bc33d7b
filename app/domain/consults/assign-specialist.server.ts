import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { peopleWith } from '~/domain/people/queries.server'
import { Problem } from '~/platform/problem'
import { tookOtherSide, changeState, loadConsult } from './change-state.server'
import { endAccess, grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Gives the consult to one specialist of the supporting hospital, or to another one instead. */
export function assignSpecialist(actor: Actor, { consultId, specialistId }: z.infer<typeof schema.assignSpecialist>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.assign(actor, consult))
    const specialists = await peopleWith(tx, { hospitalId: actor.hospitalId, role: 'specialist' })
    if (!specialists.includes(specialistId)) throw new Problem('problems:unknownChoice', { field: 'specialistId' })
    const otherSide = specialistId === consult.treatingDoctorId || await tookOtherSide(tx, consultId, { personId: specialistId, hospitalId: actor.hospitalId })
    if (otherSide) throw new Problem('consults:problem.specialistBothSides', { field: 'specialistId' })
    await changeState(tx, record, actor, now, consult, {
      action: 'assign', data: { specialistId }, fields: ['specialistId', 'state'], facts: { specialistId, before: consult.specialistId }, people: [specialistId],
    })
    // A half-written answer belongs to whoever wrote it, not to the next specialist.
    if (consult.specialistId !== specialistId) await tx.opinion.deleteMany({ where: { consultId, confirmedAt: null } })
    if (consult.specialistId && consult.specialistId !== specialistId) await endAccess(tx, now, { consultId, personId: consult.specialistId, kind: 'specialist' })
    await grantAccess(tx, now, { consultId, hospitalId: actor.hospitalId, personId: specialistId, kind: 'specialist', basis: 'assigned' })
    return { consultId }
  })
}
