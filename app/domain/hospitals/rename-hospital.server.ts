import { allow } from '~/domain/audit/allow'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { mayHospital } from './policy'
import type { RenameHospital } from './schema'

const oneDay = 24 * 3600_000

/** A new name from a day on; the old one ends the day before and stays on the papers of its time. */
export function renameHospital(actor: Author, input: RenameHospital): Promise<void> {
  return transact(actor, async (tx, record) => {
    const hospital = await tx.hospital.findUnique({ where: { id: input.hospitalId }, select: { id: true, authorityId: true } })
    if (!hospital) throw notFound()
    allow(mayHospital.enter(actor, hospital))
    const from = new Date(`${input.validFrom}T00:00:00Z`)
    const { count } = await tx.hospitalName.updateMany({
      where: { hospitalId: hospital.id, validUntil: null, validFrom: { lt: from } },
      data: { validUntil: new Date(from.getTime() - oneDay) },
    })
    if (count !== 1) throw new Problem('hospitals:problem.nameOrder', { field: 'validFrom' })
    await tx.hospitalName.create({ data: { id: newId(), hospitalId: hospital.id, name: input.name, shortName: input.shortName, validFrom: from } })
    record({ name: 'hospital.renamed', subject: 'hospital', subjectId: hospital.id, fields: ['name', 'shortName'], audience: [`hospital:${hospital.id}`] })
  })
}
