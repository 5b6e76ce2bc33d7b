import { allow } from '~/domain/audit/allow'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { mayPerson } from './policy'
import type { AddMembership } from './schema'

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** A person works for a hospital, in a department of it, with roles, from a day on. */
export function addMembership(actor: Author, input: AddMembership): Promise<{ membershipId: string }> {
  return transact(actor, async (tx, record) => {
    const person = await tx.person.findUnique({ where: { id: input.personId }, select: { id: true } })
    const hospital = await tx.hospital.findUnique({ where: { id: input.hospitalId }, select: { id: true, authorityId: true, departments: { select: { id: true } } } })
    if (!person || !hospital) throw notFound()
    allow(mayPerson.employ(actor, hospital))
    if (input.departmentId && !hospital.departments.some(({ id }) => id === input.departmentId)) throw new Problem('problems:unknownChoice', { field: 'departmentId' })
    if (input.validUntil && input.validUntil < input.validFrom) throw new Problem('people:problem.dayOrder', { field: 'validUntil' })
    const id = newId()
    await tx.membership.create({
      data: {
        id, personId: input.personId, hospitalId: input.hospitalId, departmentId: input.departmentId ?? null, specialtyCode: input.specialtyCode ?? null,
        roles: input.roles, position: input.position, validFrom: dateOf(input.validFrom), validUntil: input.validUntil ? dateOf(input.validUntil) : null,
      },
    })
    record({ name: 'membership.added', subject: 'person', subjectId: input.personId, facts: { membershipId: id, hospitalId: input.hospitalId, roles: input.roles }, audience: [`person:${input.personId}`] })
    return { membershipId: id }
  })
}
