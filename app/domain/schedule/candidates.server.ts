import type { Tx } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'
import type { Role } from '~/platform/database/enums'

export interface Candidate { personId: string; fullName: string; title: string; position: string; hospitalId: string; roles: Role[]; specialtyCode: string | null }

const clinical: Role[] = ['treatingDoctor', 'head', 'specialist']

/**
 * People who may sit in a conference between the hospital that runs it and those that ask: those who work clinically at one of them today, and coordinators
 * as scribes. Nobody sits on both sides: who works at both is taken for the one that runs it.
 */
export async function candidates(tx: Pick<Tx, 'membership'>, { requestingIds, hostId }: { requestingIds: readonly string[]; hostId: string }, now: Date): Promise<Candidate[]> {
  const today = new Date(`${todayInVietnam(now)}T00:00:00Z`)
  const rows = await tx.membership.findMany({
    where: {
      hospitalId: { in: [...requestingIds, hostId] }, roles: { hasSome: [...clinical, 'coordinator'] }, person: { locked: false },
      validFrom: { lte: today }, OR: [{ validUntil: null }, { validUntil: { gte: today } }],
    },
    select: { personId: true, hospitalId: true, roles: true, position: true, specialtyCode: true, person: { select: { fullName: true, title: true } } },
  })
  const byPerson = new Map<string, Candidate>()
  for (const { person, ...row } of rows) {
    const known = byPerson.get(row.personId)
    if (!known || row.hospitalId === hostId) byPerson.set(row.personId, { ...row, ...person })
  }
  return [...byPerson.values()]
}

const isClinical = ({ roles }: Candidate) => roles.some((role) => clinical.includes(role))

/** A chair, or who takes the chair's place, is a specialist or head of department of the hospital that runs it. */
export const mayChair = (person: Candidate, hostId: string): boolean =>
  person.hospitalId === hostId && person.roles.some((role) => role === 'specialist' || role === 'head')
export const mayScribe = (person: Candidate): boolean => isClinical(person) || person.roles.includes('coordinator')
export const maySpeak = isClinical
