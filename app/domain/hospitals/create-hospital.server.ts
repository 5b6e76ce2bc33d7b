import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { mayHospital } from './policy'
import type { CreateHospital } from './schema'

/** Enters an organisation with its first name. The code is unique among all organisations. */
export function createHospital(actor: Author, input: CreateHospital): Promise<{ hospitalId: string }> {
  return transact(actor, async (tx, record, now) => {
    allow(mayHospital.enter(actor, { id: null, authorityId: input.authorityId ?? null }))
    const id = newId()
    await claiming('code', 'hospitals:problem.codeTaken', () => tx.hospital.create({
      data: {
        id, kind: input.kind, code: input.code, authorityId: input.authorityId ?? null, place: input.place, telephone: input.telephone, createdAt: now,
        names: { create: { id: newId(), name: input.name, shortName: input.shortName, validFrom: new Date(`${input.validFrom}T00:00:00Z`) } },
      },
    }))
    record({ name: 'hospital.created', subject: 'hospital', subjectId: id, audience: [`hospital:${id}`] })
    return { hospitalId: id }
  })
}
