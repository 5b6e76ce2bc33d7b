import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { scheduleConsult } from '~/domain/consults/conference-steps.server'
import { tookOtherSide } from '~/domain/consults/change-state.server'
import { basisOfConference, grantAccess, rightOfRole } from '~/domain/consults/grant-access.server'
import { visibleTo } from '~/domain/consults/rights'
import { sitesAt, type SiteCard } from '~/domain/hospitals/sites.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { audienceOf } from './audience'
import { bookStep } from './book.server'
import { candidates, mayChair, mayScribe, maySpeak, type Candidate } from './candidates.server'
import { openStep } from './open-conference.server'
import { mayConference } from './policy'
import type { ArrangeConference } from './schema'

const minute = 60_000
const furthest = 90 * 24 * 60 * minute

/**
 * A conference of one consult, at once or at a time, with chosen people and sites; the treating doctor presents. Nobody is booked
 * twice: the exclusion constraints decide, and the problem names who or what is taken.
 */
export function arrangeConference(actor: Actor, input: ArrangeConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const consult = await tx.consult.findFirst({
      where: { id: input.consultId, ...visibleTo(actor, now) },
      select: { id: true, requestingId: true, supportingId: true, specialistId: true, treatingDoctorId: true },
    })
    if (!consult?.supportingId) throw notFound()
    allow(mayConference.arrange(actor, consult))
    const { startsAt, endsAt } = timesOf(input, now)
    const members = await membersOf(tx, { ...consult, supportingId: consult.supportingId }, input, now)
    await refuseBothSides(tx, consult.id, members)
    const sites = await sitesOf(tx, { ...consult, supportingId: consult.supportingId }, input)

    const conferenceId = newId()
    const { supportingId, requestingId } = consult
    await tx.conference.create({
      data: {
        id: conferenceId, hostId: supportingId, state: 'planned', startsAt, endsAt, createdById: actor.personId, createdAt: now,
        members: { create: members.map(({ personId, hospitalId, role }) => ({ personId, hospitalId, role })) },
        agenda: { create: { id: newId(), consultId: consult.id, position: 1, minutes: input.minutes, presenterId: consult.treatingDoctorId, addedById: actor.personId, addedAt: now } },
      },
    })
    await bookStep(tx, {
      conferenceId, startsAt, endsAt, field: input.when === 'now' ? 'when' : 'startsAt',
      takes: [...members.map(({ personId, fullName }) => ({ personId, name: fullName })), ...sites.map(({ id, name }) => ({ siteId: id, name }))],
    })
    await scheduleConsult(tx, record, { consultId: consult.id, conferenceId, startsAt }, actor, now)
    await grantToMembers(tx, consult.id, conferenceId, members, now)
    const audience = audienceOf({ id: conferenceId, agenda: [{ consultId: consult.id, requestingId }], members, hostId: supportingId })
    record({ name: 'conference.arranged', subject: 'conference', subjectId: conferenceId, facts: { consultId: consult.id, startsAt: startsAt.toISOString(), when: input.when }, audience })
    if (input.when === 'now') await openStep(tx, record, { conferenceId }, actor, now)
    return { conferenceId }
  })
}

function timesOf(input: ArrangeConference, now: Date): { startsAt: Date; endsAt: Date } {
  const startsAt = input.when === 'now' ? now : input.startsAt
  if (!startsAt) throw new Problem('schedule:problem.time', { field: 'startsAt' })
  if (startsAt.getTime() < now.getTime() - 5 * minute) throw new Problem('schedule:problem.past', { field: 'startsAt' })
  if (startsAt.getTime() > now.getTime() + furthest) throw new Problem('schedule:problem.far', { field: 'startsAt' })
  return { startsAt, endsAt: new Date(startsAt.getTime() + input.minutes * minute) }
}

type Chosen = Candidate & { role: ConferenceRole }
interface Parties { requestingId: string; supportingId: string; treatingDoctorId: string }

async function membersOf(tx: Tx, consult: Parties, input: ArrangeConference, now: Date): Promise<Chosen[]> {
  const people = await candidates(tx, { requestingIds: [consult.requestingId], hostId: consult.supportingId }, now)
  const chosen = (personId: string, field: string, fits: (person: Candidate) => boolean): Candidate => {
    const person = people.find((candidate) => candidate.personId === personId)
    if (!person || !fits(person)) throw new Problem('schedule:problem.person', { field })
    return person
  }
  if (input.chairId === input.scribeId) throw new Problem('schedule:problem.sameChairScribe', { field: 'scribeId' })
  if (input.chairId === consult.treatingDoctorId) throw new Problem('schedule:problem.person', { field: 'chairId' })
  const chair = chosen(input.chairId, 'chairId', (person) => mayChair(person, consult.supportingId))
  const scribe = chosen(input.scribeId, 'scribeId', mayScribe)
  // The treating doctor is there for the patient's side, wherever else she works.
  const scribeFor = input.scribeId === consult.treatingDoctorId ? consult.requestingId : scribe.hospitalId
  const others = new Set(input.specialistIds.filter((id) => id !== input.chairId && id !== input.scribeId && id !== consult.treatingDoctorId))
  const specialists = [...others].map((id) => chosen(id, 'specialistIds', maySpeak))
  const presenter = input.scribeId === consult.treatingDoctorId ? [] : [chosen(consult.treatingDoctorId, 'specialistIds', () => true)]
  return [
    { ...chair, role: 'chair' }, { ...scribe, hospitalId: scribeFor, role: 'scribe' },
    ...presenter.map((person): Chosen => ({ ...person, hospitalId: consult.requestingId, role: 'presenter' })),
    ...specialists.map((person): Chosen => ({ ...person, role: 'specialist' })),
  ]
}

/** Rooms of the two hospitals that are in use. */
async function sitesOf(tx: Tx, { requestingId, supportingId }: Parties, { siteIds = [] }: ArrangeConference): Promise<SiteCard[]> {
  if (siteIds.length === 0) return []
  const known = await sitesAt([supportingId, requestingId], tx)
  return [...new Set(siteIds)].map((siteId) => {
    const site = known.find(({ id }) => id === siteId)
    if (!site) throw new Problem('schedule:problem.site', { field: 'siteIds' })
    return site
  })
}

/** Nobody sits on one side who stands on the other: neither the room nor its minutes could be theirs to close. */
async function refuseBothSides(tx: Tx, consultId: string, members: readonly Chosen[]): Promise<void> {
  const fields: Partial<Record<ConferenceRole, string>> = { chair: 'chairId', scribe: 'scribeId' }
  for (const member of members) {
    if (await tookOtherSide(tx, consultId, member)) throw new Problem('schedule:problem.bothSides', { field: fields[member.role] ?? 'specialistIds', params: { name: member.fullName } })
  }
}

/** The treating doctor has a right already; the others get theirs by sitting in this conference. */
async function grantToMembers(tx: Tx, consultId: string, conferenceId: string, members: Chosen[], now: Date): Promise<void> {
  for (const { personId, hospitalId, role } of members) {
    if (role === 'presenter') continue
    await grantAccess(tx, now, { consultId, hospitalId, personId, ...rightOfRole(role), basis: basisOfConference(conferenceId) })
  }
}
