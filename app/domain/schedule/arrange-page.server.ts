import type { Actor } from '~/domain/audit/actor'
import { possible } from '~/domain/consults/lifecycle'
import { visibleTo } from '~/domain/consults/rights'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { byGivenName, nameWithTitle } from '~/platform/names'
import { notFound } from '~/platform/problem'
import { candidates, mayChair, mayScribe, maySpeak, type Candidate } from './candidates.server'
import { mayConference } from './policy'

/** The consult somebody arranges a conference for, with whom and what may take part; a 404 for everybody else. */
export async function arrangeScope(actor: Actor, consultId: string, now: Date) {
  const consult = await db.consult.findFirst({
    where: { id: consultId, ...visibleTo(actor, now) },
    select: { id: true, code: true, state: true, requestingId: true, supportingId: true, specialistId: true, specialtyCode: true, treatingDoctorId: true, questions: { select: { number: true, text: true }, orderBy: { number: 'asc' } } },
  })
  if (!consult?.supportingId || !mayConference.arrange(actor, consult)) throw notFound()
  const { supportingId, requestingId } = consult
  const [people, sites] = await Promise.all([candidates(db, { requestingIds: [requestingId], hostId: supportingId }, now), sitesAt([supportingId, requestingId])])
  return { consult: { ...consult, supportingId }, people: people.sort(byGivenName), sites }
}
export type ArrangeScope = Awaited<ReturnType<typeof arrangeScope>>

/** What the page that arranges a conference offers: who may chair, write and speak, and the sites, with the hours at which each is taken. */
export async function arrangePage(actor: Actor, consultId: string) {
  const now = await nowIn(db)
  const { consult, people, sites } = await arrangeScope(actor, consultId, now)
  const { supportingId, requestingId } = consult
  const [hospitals, bookings] = await Promise.all([
    hospitalNames([supportingId, requestingId]),
    db.booking.findMany({
      where: { OR: [{ personId: { in: people.map(({ personId }) => personId) } }, { siteId: { in: sites.map(({ id }) => id) } }], releasedAt: null, endsAt: { gt: now } },
      orderBy: { startsAt: 'asc' }, select: { personId: true, siteId: true, startsAt: true, endsAt: true },
    }),
  ])
  const takenOf = (key: string) => bookings.filter(({ personId, siteId }) => personId === key || siteId === key).map(({ startsAt, endsAt }) => ({ from: startsAt.toISOString(), until: endsAt.toISOString() }))
  const shown = (person: Candidate) => ({
    personId: person.personId, name: nameWithTitle(person), position: person.position, hospital: hospitals.get(person.hospitalId)?.shortName ?? '', senior: person.hospitalId === supportingId, taken: takenOf(person.personId),
  })
  const treating = people.find(({ personId }) => personId === consult.treatingDoctorId)
  const others = people.filter((person) => person !== treating)
  return {
    consult: { id: consult.id, code: consult.code, questions: consult.questions }, possible: possible('schedule', consult.state), now: now.toISOString(),
    presenter: treating ? shown(treating) : null,
    chairs: others.filter((person) => mayChair(person, supportingId)).map(shown), scribes: people.filter(mayScribe).map(shown), specialists: others.filter(maySpeak).map(shown),
    sites: sites.map(({ id, name, hospitalId }) => ({ siteId: id, name, hospital: hospitals.get(hospitalId)?.shortName ?? '', taken: takenOf(id) })),
    suggestedChair: consult.specialistId ?? '', suggestedScribe: people.some((person) => person.personId === actor.personId && mayScribe(person)) ? actor.personId : '',
  }
}
export type ArrangePage = Awaited<ReturnType<typeof arrangePage>>
