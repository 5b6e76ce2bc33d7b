import type { Actor } from '~/domain/audit/actor'
import { visibleTo } from '~/domain/consults/rights'
import { possible } from '~/domain/consults/lifecycle'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceState } from '~/platform/database/enums'
import { byGivenName, nameWithTitle } from '~/platform/names'
import { notFound } from '~/platform/problem'
import { candidates, mayChair, mayScribe, maySpeak, type Candidate } from './candidates.server'
import { mayConference } from './policy'

export interface ConferenceLine { id: string; consultId: string; consultCode: string; state: ConferenceState; startsAt: string; endsAt: string; chair: string; reason: string }

const columns = {
  id: true, consultId: true, state: true, startsAt: true, endsAt: true, reason: true,
  members: { where: { role: 'chair' }, select: { personId: true } },
} as const

async function lines(rows: { id: string; consultId: string; state: ConferenceState; startsAt: Date; endsAt: Date; reason: string; members: { personId: string }[] }[]): Promise<ConferenceLine[]> {
  const [people, consults] = await Promise.all([
    personNames(rows.flatMap(({ members }) => members.map(({ personId }) => personId))),
    db.consult.findMany({ where: { id: { in: rows.map(({ consultId }) => consultId) } }, select: { id: true, code: true } }),
  ])
  const codes = new Map(consults.map(({ id, code }) => [id, code ?? '']))
  return rows.map(({ members, startsAt, endsAt, ...row }) => {
    const chair = people.get(members[0]?.personId ?? '')
    return { ...row, consultCode: codes.get(row.consultId) ?? '', startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), chair: chair ? nameWithTitle(chair) : '' }
  })
}

/** The conferences of a consult, latest first. Unscoped: whoever calls has the consult already. */
export async function conferencesOf(consultId: string): Promise<ConferenceLine[]> {
  return lines(await db.conference.findMany({ where: { consultId, kind: 'conference' }, orderBy: { createdAt: 'desc' }, select: columns }))
}

/** Conferences that still need this person: planned, open, or waiting for minutes they write or confirm. For "Hôm nay". */
export async function myConferences(actor: Actor): Promise<ConferenceLine[]> {
  const mine = { personId: actor.personId, hospitalId: actor.hospitalId }
  return lines(await db.conference.findMany({
    where: { kind: 'conference', OR: [
      { state: { in: ['planned', 'open'] }, members: { some: mine } },
      { state: 'awaitingMinutes', members: { some: { ...mine, role: { in: ['chair', 'scribe'] } } } },
    ] },
    orderBy: { startsAt: 'asc' }, select: columns,
  }))
}

/** What the page that arranges a conference offers: who may chair, write and speak, with the hours at which each is taken. */
export async function arrangePage(actor: Actor, consultId: string) {
  const now = await nowIn(db)
  const consult = await db.consult.findFirst({
    where: { id: consultId, ...visibleTo(actor, now) },
    select: { id: true, code: true, state: true, requestingId: true, supportingId: true, specialistId: true, treatingDoctorId: true, questions: { select: { number: true, text: true }, orderBy: { number: 'asc' } } },
  })
  if (!consult?.supportingId || !mayConference.arrange(actor, consult)) throw notFound()
  const { supportingId, requestingId } = consult
  const people = (await candidates(db, { requestingId, supportingId }, now)).sort(byGivenName)
  const [hospitals, bookings] = await Promise.all([
    hospitalNames([supportingId, requestingId]),
    db.booking.findMany({ where: { personId: { in: people.map(({ personId }) => personId) }, releasedAt: null, endsAt: { gt: now } }, orderBy: { startsAt: 'asc' }, select: { personId: true, startsAt: true, endsAt: true } }),
  ])
  const shown = (person: Candidate) => ({
    personId: person.personId, name: nameWithTitle(person), position: person.position, hospital: hospitals.get(person.hospitalId)?.shortName ?? '', senior: person.hospitalId === supportingId,
    taken: bookings.filter(({ personId }) => personId === person.personId).map(({ startsAt, endsAt }) => ({ from: startsAt.toISOString(), until: endsAt.toISOString() })),
  })
  const treating = people.find(({ personId }) => personId === consult.treatingDoctorId)
  const others = people.filter((person) => person !== treating)
  return {
    consult: { id: consult.id, code: consult.code, questions: consult.questions }, possible: possible('schedule', consult.state), now: now.toISOString(),
    presenter: treating ? shown(treating) : null,
    chairs: others.filter((person) => mayChair(person, supportingId)).map(shown), scribes: people.filter(mayScribe).map(shown), specialists: others.filter(maySpeak).map(shown),
    suggestedChair: consult.specialistId ?? '', suggestedScribe: people.some((person) => person.personId === actor.personId && mayScribe(person)) ? actor.personId : '',
  }
}
export type ArrangePage = Awaited<ReturnType<typeof arrangePage>>
