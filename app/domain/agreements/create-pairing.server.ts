import { allow } from '~/domain/audit/allow'
import { transact, type Author } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { mayAgreement } from './policy'
import type { CreatePairing } from './schema'

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** Pairs a senior hospital with its junior units under an authority. */
export function createPairing(actor: Author, input: CreatePairing) {
  return transact(actor, async (tx, record) => {
    allow(mayAgreement.enter(actor, await tx.hospital.findMany({ where: { id: { in: [input.seniorId, ...input.juniorIds] } }, select: { id: true, authorityId: true } })))
    const id = newId()
    await tx.pairing.create({
      data: {
        id, seniorId: input.seniorId, authorityId: input.authorityId, name: input.name, status: input.status, since: dateOf(input.since),
        juniors: { create: input.juniorIds.map((hospitalId) => ({ hospitalId, validFrom: dateOf(input.since) })) },
      },
    })
    record({ name: 'pairing.created', subject: 'pairing', subjectId: id, audience: [input.seniorId, ...input.juniorIds].map((hospital) => `hospital:${hospital}`) })
    return { pairingId: id }
  })
}
