import type { Tx } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import type { ConferenceRole, Role } from '~/platform/database/enums'

export interface Candidate { personId: string; fullName: string; title: string; position: string; hospitalId: string; roles: Role[]; specialtyCode: string | null }

const clinical: Role[] = ['treatingDoctor', 'head', 'specialist']

/** Everybody who works today at the hospital that runs a conference or at one of the others; who works at several is taken for the first of them. */
export async function staffOf(tx: Pick<Tx, 'membership'>, { hostId, otherIds, roles }: { hostId: string; otherIds: readonly string[]; roles?: Role[] }, now: Date): Promise<Candidate[]> {
  const today = new Date(`${todayInVietnam(now)}T00:00:00Z`)
  const inOrder = [...new Set([hostId, ...otherIds])]
  const rows = await tx.membership.findMany({
    where: {
      hospitalId: { in: inOrder }, ...(roles ? { roles: { hasSome: roles } } : {}), person: { locked: false },
      validFrom: { lte: today }, OR: [{ validUntil: null }, { validUntil: { gte: today } }],
    },
    select: { personId: true, hospitalId: true, roles: true, position: true, specialtyCode: true, person: { select: { fullName: true, title: true } } },
  })
  const byPerson = new Map<string, Candidate>()
  for (const { person, ...row } of rows) {
    const known = byPerson.get(row.personId)
    if (!known || inOrder.indexOf(row.hospitalId) < inOrder.indexOf(known.hospitalId)) byPerson.set(row.personId, { ...row, ...person })
  }
  return [...byPerson.values()]
}

/**
 * People who may lead, advise and present in a conference between the hospital that runs it and those that ask: those who work clinically
 * at one of them today, and coordinators as scribes. Nobody sits on both sides: who works at both is taken for the one that runs it.
 */
export const candidates = (tx: Pick<Tx, 'membership'>, { requestingIds, hostId }: { requestingIds: readonly string[]; hostId: string }, now: Date): Promise<Candidate[]> =>
  staffOf(tx, { hostId, otherIds: requestingIds, roles: [...clinical, 'coordinator'] }, now)

const isClinical = ({ roles }: Candidate) => roles.some((role) => clinical.includes(role))

/** A chair, or who takes the chair's place, is a specialist or head of department of the hospital that runs it. */
export const mayChair = (person: Candidate, hostId: string): boolean =>
  person.hospitalId === hostId && person.roles.some((role) => role === 'specialist' || role === 'head')
export const mayScribe = (person: Candidate): boolean => isClinical(person) || person.roles.includes('coordinator')
export const maySpeak = isClinical
/** Who looks on, to learn, sees nothing that names a patient. */
const mayObserve = mayScribe

interface Sides { hostId: string; requestingIds: readonly string[] }

/**
 * May this person have this part? Whoever writes for the consults of several hospitals reads all of them by name, and is therefore of
 * the hospital that runs the conference.
 */
export function fitsRole(person: Candidate, role: ConferenceRole, { hostId, requestingIds }: Sides): boolean {
  const takesPart = person.hospitalId === hostId || requestingIds.includes(person.hospitalId)
  switch (role) {
    case 'chair': case 'deputy': return mayChair(person, hostId)
    case 'scribe': return mayScribe(person) && (person.hospitalId === hostId || (requestingIds.length <= 1 && takesPart))
    case 'presenter': return maySpeak(person) && requestingIds.includes(person.hospitalId)
    case 'specialist': return maySpeak(person) && takesPart
    case 'observer': return mayObserve(person)
    case 'technician': return takesPart
    default: return role satisfies never
  }
}
