import type { Event } from '~/domain/audit/relay.server'
import type { Addressee } from '~/domain/notifications/announce.server'
import { holding } from '~/domain/people/actor.server'
import { peopleWith } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { z } from '~/platform/zod'
import { rightsOf } from './rights'

interface Sides { id: string; requestingId: string; supportingId: string; receivingId: string | null; treatingDoctorId: string; advisers: Addressee[] }
const facts = z.object({ messageId: z.uuid().optional() })
const access = { hospitalId: true, personId: true, role: true, departmentId: true, kind: true, deidentified: true, validFrom: true, validUntil: true } as const

/**
 * Those who may open the thread now, by the rule its page goes by: before reception the other side is told nothing of it, nor is whoever
 * wrote earlier and has no right any more.
 */
async function whoMayRead(consultId: string, people: readonly Addressee[]): Promise<Addressee[]> {
  const now = await nowIn(db)
  const [rows, memberships] = await Promise.all([
    db.consultAccess.findMany({ where: { consultId }, select: access }),
    db.membership.findMany({ where: { AND: [{ OR: people.map(({ personId, hospitalId }) => ({ personId, hospitalId })) }, holding(now)] }, select: { personId: true, hospitalId: true, departmentId: true, roles: true } }),
  ])
  const readers = memberships.filter((membership) => rightsOf(membership, rows, now).identified)
  return people.filter(({ personId, hospitalId }) => readers.some((reader) => reader.personId === personId && reader.hospitalId === hospitalId))
}

/** Who had the message on their screen before this telling of it began. */
async function alreadySeen(consultId: string, messageId: string | undefined): Promise<Set<string>> {
  const message = messageId ? await db.threadMessage.findUnique({ where: { id: messageId }, select: { number: true } }) : null
  const reads = message ? await db.threadRead.findMany({ where: { consultId, upTo: { gte: message.number } }, select: { personId: true } }) : []
  return new Set(reads.map(({ personId }) => personId))
}

/**
 * Whom of the other hospitals a message is for: who treats and who advises there (a coordinator while nobody does), and whoever
 * wrote before. Unscoped: the listener acts for nobody.
 */
export async function writtenFor(consult: Sides, event: Pick<Event, 'hospitalId' | 'facts'>): Promise<Addressee[]> {
  const { id, requestingId, supportingId, receivingId, treatingDoctorId, advisers } = consult
  const coordinators = async (hospitalId: string) => (await peopleWith(db, { hospitalId, role: 'coordinator' })).map((personId) => ({ personId, hospitalId }))
  const wrote = await db.threadMessage.findMany({ where: { consultId: id }, distinct: ['personId', 'hospitalId'], select: { personId: true, hospitalId: true } })
  const people = [{ personId: treatingDoctorId, hospitalId: requestingId }, ...(advisers.length > 0 ? advisers : await coordinators(supportingId)), ...wrote]
  const receiving = receivingId !== null && !people.some(({ hospitalId }) => hospitalId === receivingId) ? await coordinators(receivingId) : []
  const [readers, seen] = await Promise.all([whoMayRead(id, [...people, ...receiving]), alreadySeen(id, facts.parse(event.facts).messageId)])
  return readers.filter(({ personId, hospitalId }) => hospitalId !== event.hospitalId && !seen.has(personId))
}
