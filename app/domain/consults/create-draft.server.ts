import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import type { Tx } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import { coverage } from '~/domain/agreements/coverage'
import { seniorsOf, termsFor } from '~/domain/agreements/queries.server'
import { specialties } from '~/domain/catalogue/queries.server'
import { emptyDraft } from './draft'
import { grantAccess } from './grant-access.server'
import { mayConsult } from './policy'

/** The specialty to begin with: the one this doctor asked last, else the first one an agreement with the addressee covers. */
async function likelySpecialty(tx: Tx, actor: Actor, supportingId: string, today: string): Promise<string> {
  const last = await tx.consult.findFirst({
    where: { treatingDoctorId: actor.personId, requestingId: actor.hospitalId, supportingId, specialtyCode: { not: null } }, orderBy: { createdAt: 'desc' }, select: { specialtyCode: true },
  })
  if (last?.specialtyCode) return last.specialtyCode
  const terms = await termsFor(actor.hospitalId, tx)
  const covered = (await specialties(tx)).find(({ code }) => coverage(terms, { requestingId: actor.hospitalId, supportingId, specialtyCode: code }, today).covered)
  return covered?.code ?? ''
}

/** Begins a request: a draft on the server, addressed to the paired senior hospital and a likely specialty. */
export function createDraft(actor: Actor) {
  return transact(actor, async (tx, record, now) => {
    allow(mayConsult.create(actor))
    const id = newId()
    const [senior = ''] = await seniorsOf(actor.hospitalId, tx)
    const specialtyCode = senior && await likelySpecialty(tx, actor, senior, todayInVietnam(now))
    await tx.consult.create({
      data: {
        id, state: 'draft', requestingId: actor.hospitalId, departmentId: actor.departmentId, treatingDoctorId: actor.personId,
        createdAt: now, updatedAt: now, draft: { ...emptyDraft, supportingId: senior, specialtyCode },
      },
    })
    await grantAccess(tx, now, { consultId: id, hospitalId: actor.hospitalId, personId: actor.personId, kind: 'treating', basis: 'author' })
    record({ name: 'consult.drafted', subject: 'consult', subjectId: id, audience: [`person:${actor.personId}`] })
    return { consultId: id }
  })
}
