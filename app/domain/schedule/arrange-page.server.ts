import type { Actor } from '~/domain/audit/actor'
import { possible } from '~/domain/consults/lifecycle'
import { visibleTo } from '~/domain/consults/rights'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import { calendarAround } from '~/domain/catalogue/working-days.server'
import type { Calendar } from '~/domain/catalogue/working-days'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { byGivenName, nameWithTitle } from '~/platform/names'
import { dayOf, formatTime } from '~/platform/dates'
import type { HourRange } from '~/platform/hours'
import { notFound } from '~/platform/problem'
import { partnersOf } from '~/domain/agreements/partners.server'
import { agendaConsult } from './agenda-steps.server'
import { waitingConsults } from './waiting-consults.server'
import { candidates, fitsRole, mayChair, mayScribe, maySpeak, staffOf, type Candidate } from './candidates.server'
import { daysOver, regularSpans } from './open-hours'
import { mayConference } from './policy'

/** What has been chosen before the page is drawn: the agenda in order, and hospitals whose people may look on. */
interface Arranging { consultIds: readonly string[]; watchingIds?: readonly string[] }

/** The consults somebody arranges a conference for, with whom and what may take part; a 404 for everybody else. Without a consult it is a coordinator's, whose agenda is filled later. */
export async function arrangeScope(actor: Actor, { consultIds }: Arranging, now: Date) {
  const found = await db.consult.findMany({
    where: { id: { in: [...consultIds] }, ...visibleTo(actor, now) },
    select: { ...agendaConsult, level: true, specialtyCode: true, questions: { select: { number: true, text: true }, orderBy: { number: 'asc' } } },
  })
  const consults = consultIds.flatMap((id) => found.find((one) => one.id === id) ?? [])
  if (consults.length < consultIds.length || consults.some((consult) => !consult.supportingId || !mayConference.arrange(actor, consult))) throw notFound()
  if (consults.length === 0 && !mayConference.prepare(actor)) throw notFound()
  const hostId = consults[0]?.supportingId ?? actor.hospitalId
  const requestingIds = [...new Set(consults.map(({ requestingId }) => requestingId))]
  const [people, sites] = await Promise.all([candidates(db, { requestingIds, hostId }, now), sitesAt([hostId, ...requestingIds])])
  return { hostId, requestingIds, consults, people: people.sort(byGivenName), sites }
}
export type ArrangeScope = Awaited<ReturnType<typeof arrangeScope>>

/** Everybody who may present a consult: its doctor, then colleagues of the same hospital. */
const presentersOf = ({ people, hostId }: Pick<ArrangeScope, 'people' | 'hostId'>, { requestingId, treatingDoctorId }: { requestingId: string; treatingDoctorId: string }): Candidate[] =>
  [...people.filter(({ personId }) => personId === treatingDoctorId), ...people.filter((person) => person.personId !== treatingDoctorId && fitsRole(person, 'presenter', { hostId, requestingIds: [requestingId] }))]

/** The next regular hour, as the time's field takes it: where nobody has chosen yet. */
function firstRegular(regular: HourRange, calendar: Calendar, now: Date): string {
  const [next] = regularSpans(daysOver({ from: now.getTime(), until: now.getTime() + 14 * 24 * 60 * 60_000 }), regular, calendar).filter(({ from }) => from > now.getTime())
  return next ? `${dayOf(new Date(next.from))}T${formatTime(new Date(next.from))}` : ''
}

/** What the page that arranges a conference offers: consults, who may chair, write and speak, and the sites, with the hours at which each is taken. */
export async function arrangePage(actor: Actor, asked: Arranging) {
  const now = await nowIn(db)
  const scope = await arrangeScope(actor, asked, now)
  const { hostId, requestingIds, consults, people, sites } = scope
  const partners = await partnersOf(hostId, now)
  const watching = (asked.watchingIds ?? []).filter((id) => partners.includes(id))
  const [hospitals, bookings, addable, staff, { regular, approval }] = await Promise.all([
    hospitalNames([hostId, ...requestingIds, ...partners]),
    db.booking.findMany({
      where: { OR: [{ personId: { in: people.map(({ personId }) => personId) } }, { siteId: { in: sites.map(({ id }) => id) } }], releasedAt: null, endsAt: { gt: now } },
      orderBy: { startsAt: 'asc' }, select: { personId: true, siteId: true, startsAt: true, endsAt: true },
    }),
    waitingConsults(actor, hostId, now), staffOf(db, { hostId, otherIds: [...requestingIds, ...watching] }, now), settingOf(hostId, 'conferences'),
  ])
  const takenOf = (key: string) => bookings.filter(({ personId, siteId }) => personId === key || siteId === key).map(({ startsAt, endsAt }) => ({ from: startsAt.toISOString(), until: endsAt.toISOString() }))
  const shortName = (id: string) => hospitals.get(id)?.shortName ?? ''
  const shown = (person: Candidate) => ({
    personId: person.personId, name: nameWithTitle(person), position: person.position, hospital: shortName(person.hospitalId), senior: person.hospitalId === hostId, taken: takenOf(person.personId),
  })
  const sides = { hostId, requestingIds }
  const treating = new Set(consults.map(({ treatingDoctorId }) => treatingDoctorId))
  const others = people.filter(({ personId }) => !treating.has(personId))
  const parts = staff.sort(byGivenName).filter(({ personId }) => !treating.has(personId))
  return {
    consults: consults.map((consult) => ({ id: consult.id, code: consult.code ?? '', level: consult.level, hospital: shortName(consult.requestingId), questions: consult.questions, possible: possible('schedule', consult.state), presenters: presentersOf(scope, consult).map(shown) })),
    firstRegular: firstRegular(regular, await calendarAround(now), now),
    addable: addable.filter(({ id }) => !asked.consultIds.includes(id)), now: now.toISOString(), regularMinutes: regular.until - regular.from, approval, mayDraft: mayConference.prepare(actor),
    chairs: others.filter((person) => mayChair(person, hostId)).map(shown), scribes: people.filter((person) => mayScribe(person) && fitsRole(person, 'scribe', sides)).map(shown), specialists: others.filter(maySpeak).map(shown),
    observers: parts.filter((person) => fitsRole(person, 'observer', sides)).map(shown), technicians: parts.filter((person) => fitsRole(person, 'technician', sides)).map(shown),
    partners: partners.filter((id) => !requestingIds.includes(id)).map((id) => ({ id, name: shortName(id) })).sort((a, b) => a.name.localeCompare(b.name, 'vi')), watching,
    sites: sites.map(({ id, name, hospitalId }) => ({ siteId: id, name, hospital: shortName(hospitalId), taken: takenOf(id) })),
    suggestedChair: consults.find(({ specialistId }) => specialistId)?.specialistId ?? '', suggestedScribe: people.some((person) => person.personId === actor.personId && mayScribe(person)) ? actor.personId : '',
  }
}
export type ArrangePage = Awaited<ReturnType<typeof arrangePage>>
