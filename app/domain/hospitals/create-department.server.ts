import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { notFound } from '~/platform/problem'
import { mayHospital } from './policy'
import type { CreateDepartment } from './schema'

/** Adds a department; its code is unique within the hospital. */
export function createDepartment(actor: Author, input: CreateDepartment): Promise<{ departmentId: string }> {
  return transact(actor, async (tx, record) => {
    const hospital = await tx.hospital.findUnique({ where: { id: input.hospitalId }, select: { id: true, authorityId: true } })
    if (!hospital) throw notFound()
    allow(mayHospital.enter(actor, hospital))
    const id = newId()
    await claiming('code', 'hospitals:problem.codeTaken', () => tx.department.create({ data: { id, ...input } }))
    record({ name: 'department.created', subject: 'hospital', subjectId: hospital.id, facts: { departmentId: id }, audience: [`hospital:${hospital.id}`] })
    return { departmentId: id }
  })
}
