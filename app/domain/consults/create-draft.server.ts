import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { seniorsOf } from '~/domain/agreements/queries.server'
import { emptyDraft } from './draft'
import { grantAccess } from './grant-access.server'
import { mayConsult } from './policy'

/** Begins a request: a draft on the server with the paired senior hospital as its addressee. */
export function createDraft(actor: Actor) {
  return transact(actor, async (tx, record, now) => {
    allow(mayConsult.create(actor))
    const id = newId()
    const [senior] = await seniorsOf(actor.hospitalId)
    await tx.consult.create({
      data: {
        id, state: 'draft', requestingId: actor.hospitalId, departmentId: actor.departmentId, treatingDoctorId: actor.personId,
        createdAt: now, updatedAt: now, draft: { ...emptyDraft, supportingId: senior ?? '' },
      },
    })
    await grantAccess(tx, now, { consultId: id, hospitalId: actor.hospitalId, personId: actor.personId, kind: 'treating', basis: 'author' })
    record({ name: 'consult.drafted', subject: 'consult', subjectId: id, audience: [`person:${actor.personId}`] })
    return { consultId: id }
  })
}
