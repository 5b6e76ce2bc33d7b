import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { mayAgreement } from './policy'
import type { CreateAgreement } from './schema'

/** Enters an agreement: parties, specialties, days of validity. The number is unique. */
export function createAgreement(actor: Author, input: CreateAgreement) {
  return transact(actor, async (tx, record, now) => {
    allow(mayAgreement.enter(actor, await tx.hospital.findMany({ where: { id: { in: [...input.supportingIds, ...input.supportedIds] } }, select: { id: true, authorityId: true } })))
    const id = newId()
    const parties = [
      ...input.supportingIds.map((hospitalId) => ({ hospitalId, role: 'supporting' as const })),
      ...input.supportedIds.map((hospitalId) => ({ hospitalId, role: 'supported' as const })),
      ...(input.authorityId ? [{ hospitalId: input.authorityId, role: 'authority' as const }] : []),
    ]
    await claiming('number', 'agreements:problem.numberTaken', () => tx.agreement.create({
      data: {
        id, number: input.number, title: input.title, status: input.status, createdAt: now,
        validFrom: new Date(`${input.validFrom}T00:00:00Z`), validUntil: new Date(`${input.validUntil}T00:00:00Z`),
        parties: { create: parties },
        specialties: { create: input.specialtyCodes.map((specialtyCode) => ({ specialtyCode })) },
      },
    }))
    record({ name: 'agreement.created', subject: 'agreement', subjectId: id, audience: parties.map((party) => `hospital:${party.hospitalId}`) })
    return { agreementId: id }
  })
}
