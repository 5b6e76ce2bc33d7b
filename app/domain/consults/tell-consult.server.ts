import { z } from '~/platform/zod'
import { db } from '~/platform/database/database.server'
import type { Level } from '~/platform/database/enums'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce, type Addressee } from '~/domain/notifications/announce.server'
import { isPressing } from '~/domain/notifications/plan'
import { membersOf, peopleWith } from '~/domain/people/queries.server'
import { noticesOf, type Party } from './notices'
import { writtenFor } from './written-for.server'

const facts = z.object({ from: z.string().optional(), to: z.string().optional(), specialistId: z.uuid().optional(), before: z.uuid().nullish(), added: z.array(z.uuid()).default([]), dutyIds: z.array(z.uuid()).default([]), approverId: z.uuid().optional(), fromId: z.uuid().optional(), toId: z.uuid().optional(), ended: z.array(z.uuid()).optional() })

/** Listener: tells the parties of a consult what happened to it. At most once per person and event. */
export async function tellConsult(event: Event): Promise<void> {
  const notices = noticesOf(event.name)
  if (notices.length === 0) return
  const consult = await load(event.subjectId, event.at)
  if (!consult) return
  const parties = [consult.requestingId, consult.supportingId, ...consult.stations]
  const names = await hospitalNames(parties, event.at)
  const from = names.get(event.hospitalId && parties.includes(event.hospitalId) ? event.hospitalId : consult.requestingId)
  const params = { code: consult.code, level: consult.level, hospital: from?.shortName ?? '' }
  const told = new Set<string>()
  for (const { to, kind, urgent = false, rings = false, place } of notices) {
    const people = (await Promise.all(to.map((party) => addressees(party, consult, event)))).flat().filter(({ personId }) => !told.has(personId))
    people.forEach(({ personId }) => told.add(personId))
    await announce({ eventId: event.id, at: event.at, by: event.personId, to: people, kind, params, href: `/consults/${consult.id}${place ? `/${place}` : ''}`, urgent, level: consult.level, rings: rings && isPressing(consult.level) })
  }
}

interface Told { id: string; code: string; level: Level; requestingId: string; supportingId: string; receivingId: string | null; stations: string[]; departmentId: string | null; treatingDoctorId: string; specialistId: string | null; advisers: Addressee[] }

/** Unscoped: the listener acts for nobody. Rights that held when it happened count, so that a withdrawal reaches those who had it. */
async function load(consultId: string, at: Date): Promise<Told | null> {
  const consult = await db.consult.findUnique({
    where: { id: consultId },
    select: {
      id: true, code: true, level: true, requestingId: true, supportingId: true, receivingId: true, departmentId: true, treatingDoctorId: true, specialistId: true,
      referrals: { where: { receivingId: { not: null } }, select: { receivingId: true } },
      access: { where: { personId: { not: null }, kind: { in: ['specialist', 'chair', 'scribe'] }, OR: [{ validUntil: null }, { validUntil: { gte: at } }] }, select: { personId: true, hospitalId: true } },
    },
  })
  if (!consult?.code || !consult.level || !consult.supportingId) return null
  const { code, level, supportingId, access, referrals, ...rest } = consult
  const advisers = access.flatMap(({ personId, hospitalId }) => (personId && personId !== consult.treatingDoctorId ? [{ personId, hospitalId }] : []))
  return { ...rest, code, level, supportingId, advisers, stations: referrals.flatMap(({ receivingId }) => receivingId ?? []) }
}

async function addressees(party: Party, consult: Told, event: Event): Promise<Addressee[]> {
  const at = (hospitalId: string) => (personId: string): Addressee => ({ personId, hospitalId })
  const coordinators = async (hospitalId: string) => (await peopleWith(db, { hospitalId, role: 'coordinator' })).map(at(hospitalId))
  const { from, to, specialistId, before, added, ended, dutyIds, approverId, fromId, toId } = facts.parse(event.facts)
  // What never left its hospital is not told elsewhere.
  const inside = from === 'awaitingApproval' && to !== 'sent'
  switch (party) {
    case 'treatingDoctor': return [at(consult.requestingId)(consult.treatingDoctorId)]
    case 'advisers': return consult.advisers
    case 'requestingCoordinators': return coordinators(consult.requestingId)
    case 'supportingCoordinators': return inside ? [] : coordinators(consult.supportingId)
    case 'headsOfDepartment': {
      const heads = await membersOf({ hospitalId: consult.requestingId, role: 'head' })
      return heads.filter(({ departmentId }) => consult.departmentId !== null && departmentId === consult.departmentId).map(({ id }) => at(consult.requestingId)(id))
    }
    case 'approvers': {
      const rows = await db.consultAccess.findMany({ where: { consultId: consult.id, kind: 'approver', OR: [{ validUntil: null }, { validUntil: { gt: event.at } }] }, select: { personId: true, departmentId: true } })
      const heads = await membersOf({ hospitalId: consult.requestingId, role: 'head' })
      return rows.flatMap(({ personId, departmentId }) => (personId ? [personId] : heads.filter((head) => departmentId === null || head.departmentId === departmentId).map(({ id }) => id))).map(at(consult.requestingId))
    }
    case 'receivers': return consult.receivingId ? coordinators(consult.receivingId) : []
    case 'otherSide': return writtenFor(consult, event)
    case 'assigned': return [...new Set([...(specialistId ? [specialistId] : []), ...added])].map(at(consult.supportingId))
    case 'replaced': return (ended ?? (before && before !== specialistId ? [before] : [])).map(at(consult.supportingId))
    case 'duty': return dutyIds.map(at(consult.supportingId))
    case 'approver': return approverId ? [at(consult.requestingId)(approverId)] : []
    case 'handedTo': return toId ? [at(consult.requestingId)(toId)] : []
    case 'handedFrom': return fromId ? [at(consult.requestingId)(fromId)] : []
    case 'concluding': return consult.specialistId ? [at(consult.supportingId)(consult.specialistId)] : []
    default: return party satisfies never
  }
}
