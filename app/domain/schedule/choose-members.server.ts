import { partnersOf } from '~/domain/agreements/partners.server'
import type { Tx } from '~/domain/audit/transact.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { Problem } from '~/platform/problem'
import type { PlannedItem } from './agenda-steps.server'
import { candidates, fitsRole, staffOf, type Candidate } from './candidates.server'
import type { ArrangeConference } from './schema'

type Chosen = Candidate & { role: ConferenceRole }
export interface Meeting { hostId: string; items: readonly PlannedItem[] }
type Wanted = Pick<ArrangeConference, 'chairId' | 'deputyId' | 'scribeId' | 'specialistIds' | 'observerIds' | 'technicianIds'>

export const requestingOf = (items: readonly PlannedItem[]): string[] => [...new Set(items.map(({ consult }) => consult.requestingId))]

/** Everybody who may sit in it, by what for: those who take part, those who may look on, those who help. */
async function peopleFor(tx: Tx, { hostId, items }: Meeting, now: Date, wanted: { observers: boolean; technicians: boolean }) {
  const requestingIds = requestingOf(items)
  const taking = await candidates(tx, { requestingIds, hostId }, now)
  const watching = wanted.observers ? await staffOf(tx, { hostId, otherIds: [...requestingIds, ...await partnersOf(hostId, now, tx)] }, now) : []
  const helping = wanted.technicians ? await staffOf(tx, { hostId, otherIds: requestingIds }, now) : []
  return { taking, watching, helping }
}

/** Those who were chosen, each with one part; the problem stands at the field of whoever cannot. */
export async function chooseMembers(tx: Tx, meeting: Meeting, input: Wanted, now: Date): Promise<Chosen[]> {
  const { hostId, items } = meeting
  const requestingIds = requestingOf(items)
  const { observerIds = [], technicianIds = [], deputyId } = input
  const { taking, watching, helping } = await peopleFor(tx, meeting, now, { observers: observerIds.length > 0, technicians: technicianIds.length > 0 })
  const presenters = new Map(items.map(({ presenterId, consult }) => [presenterId, consult.requestingId]))
  const treating = new Set(items.map(({ consult }) => consult.treatingDoctorId))
  const seated = new Map<string, Chosen>()
  const seat = (personId: string, role: ConferenceRole, field: string, among: readonly Candidate[] = taking, hospitalId?: string) => {
    const person = among.find((candidate) => candidate.personId === personId)
    const here = person && { ...person, hospitalId: hospitalId ?? person.hospitalId }
    // The treating doctor is there for the patient's side, wherever else she works.
    if (!here || !(fitsRole(here, role, { hostId, requestingIds }) || (role === 'presenter' && treating.has(personId)))) throw new Problem('schedule:problem.person', { field })
    if (!seated.has(personId)) seated.set(personId, { ...here, role })
  }
  if (input.chairId === input.scribeId) throw new Problem('schedule:problem.sameChairScribe', { field: 'scribeId' })
  if (deputyId && (deputyId === input.chairId || deputyId === input.scribeId)) throw new Problem('schedule:problem.sameDeputy', { field: 'deputyId' })
  if (presenters.has(input.chairId) || treating.has(input.chairId)) throw new Problem('schedule:problem.person', { field: 'chairId' })
  seat(input.chairId, 'chair', 'chairId')
  if (deputyId) seat(deputyId, 'deputy', 'deputyId')
  const scribe = taking.find(({ personId }) => personId === input.scribeId)
  if (requestingIds.length > 1 && scribe && scribe.hospitalId !== hostId) throw new Problem('schedule:problem.scribeOfHost', { field: 'scribeId' })
  seat(input.scribeId, 'scribe', 'scribeId', taking, presenters.get(input.scribeId))
  for (const [personId, hospitalId] of presenters) seat(personId, 'presenter', 'presenterIds', taking, hospitalId)
  for (const personId of new Set(input.specialistIds)) seat(personId, 'specialist', 'specialistIds')
  for (const personId of new Set(observerIds)) seat(personId, 'observer', 'observerIds', watching)
  for (const personId of new Set(technicianIds)) seat(personId, 'technician', 'technicianIds', helping)
  return [...seated.values()]
}

const fields: Partial<Record<ConferenceRole, string>> = { chair: 'chairId', deputy: 'deputyId', scribe: 'scribeId', observer: 'observerIds', technician: 'technicianIds' }

interface Seated { personId: string; hospitalId: string; fullName: string; role: ConferenceRole }

/** Nobody sits on one side who stands on the other: neither the room nor its minutes could be theirs to close. */
export async function refuseBothSides(tx: Tx, consultIds: readonly string[], members: readonly Seated[], field?: string): Promise<void> {
  const where = { consultId: { in: [...consultIds] }, personId: { in: members.map(({ personId }) => personId) } }
  const question = { where, distinct: ['personId' as const, 'hospitalId' as const], select: { personId: true, hospitalId: true } }
  const known = [...await tx.consultStep.findMany(question), ...await tx.consultAccess.findMany(question), ...await tx.threadMessage.findMany(question)]
  const torn = members.find((member) => known.some(({ personId, hospitalId }) => personId === member.personId && hospitalId !== null && hospitalId !== member.hospitalId))
  if (torn) throw new Problem('schedule:problem.bothSides', { field: field ?? fields[torn.role] ?? 'specialistIds', params: { name: torn.fullName } })
}
