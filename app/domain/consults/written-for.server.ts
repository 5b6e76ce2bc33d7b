import { db } from '~/platform/database/database.server'
import type { Addressee } from '~/domain/notifications/announce.server'
import { peopleWith } from '~/domain/people/queries.server'

interface Sides { id: string; requestingId: string; supportingId: string; receivingId: string | null; treatingDoctorId: string; advisers: Addressee[] }

/** Hospitals that know the patient at that moment: before reception the other side is told nothing of a thread it cannot read. */
async function knowing(consultId: string, at: Date): Promise<Set<string>> {
  const rows = await db.consultAccess.findMany({ where: { consultId, deidentified: false, validFrom: { lte: at }, OR: [{ validUntil: null }, { validUntil: { gt: at } }] }, distinct: ['hospitalId'], select: { hospitalId: true } })
  return new Set(rows.map(({ hospitalId }) => hospitalId))
}

/**
 * Whom of the other hospitals a message is for: who treats and who advises there (a coordinator while nobody does), and whoever
 * wrote before. Unscoped: the listener acts for nobody.
 */
export async function writtenFor(consult: Sides, from: string | null, at: Date): Promise<Addressee[]> {
  const { id, requestingId, supportingId, receivingId, treatingDoctorId, advisers } = consult
  const coordinators = async (hospitalId: string) => (await peopleWith(db, { hospitalId, role: 'coordinator' })).map((personId) => ({ personId, hospitalId }))
  const [known, wrote] = await Promise.all([
    knowing(id, at), db.threadMessage.findMany({ where: { consultId: id }, distinct: ['personId', 'hospitalId'], select: { personId: true, hospitalId: true } }),
  ])
  const people = [{ personId: treatingDoctorId, hospitalId: requestingId }, ...(advisers.length > 0 ? advisers : await coordinators(supportingId)), ...wrote]
  const receiving = receivingId !== null && !people.some(({ hospitalId }) => hospitalId === receivingId) ? await coordinators(receivingId) : []
  return [...people, ...receiving].filter(({ hospitalId }) => hospitalId !== from && known.has(hospitalId))
}
