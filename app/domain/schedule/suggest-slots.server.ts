import type { Actor } from '~/domain/audit/actor'
import type { SiteCard } from '~/domain/hospitals/sites.server'
import { nowIn } from '~/platform/clock.server'
import { dayOf, formatTime } from '~/platform/dates'
import { db } from '~/platform/database/database.server'
import { nameWithTitle } from '~/platform/names'
import { arrangeScope, type ArrangeScope } from './arrange-page.server'
import { mayChair, type Candidate } from './candidates.server'
import { availabilityOf, horizon, type Availability } from './find-slots.server'
import { daysOver, regularSpans } from './open-hours'
import type { SuggestSlots } from './schema'
import { firstSlots, hindranceAt, type Party, type Reason } from './slots'
import type { Span } from './spans'

const minute = 60_000
const shown = 5
const furthest = 100 * 24 * 60 * minute

/** Why somebody or something cannot; `until` is when that ends, where it does. */
export interface Hindered { reason: Reason; until: string | null }
export interface Proposal { /** as the time's field takes it */ value: string; from: string; until: string; regular: boolean; chair: { personId: string; name: string; load: number } | null }
export interface Suggestions {
  slots: Proposal[]
  /** regular hours before the first proposal, and the time that was asked about, at which somebody cannot */
  why: { from: string; until: string; who: (Hindered & { id: string; name: string })[] }[]
  /** the time by which everybody on the page is judged */
  at: string | null
  hindered: Record<string, Hindered>
}

const named = (scope: ArrangeScope, id: string): string => {
  const person = scope.people.find(({ personId }) => personId === id)
  return person ? nameWithTitle(person) : (scope.sites.find((site: SiteCard) => site.id === id)?.name ?? '')
}

/** Specialists who could chair as well as one another: those of the consult's specialty, or all where there is none. */
function able({ consults, hostId, people }: ArrangeScope, chosen: ReadonlySet<string>): Candidate[] {
  const chairs = people.filter((person) => !consults.some(({ treatingDoctorId }) => treatingDoctorId === person.personId) && !chosen.has(person.personId) && mayChair(person, hostId))
  const ofSpecialty = chairs.filter(({ specialtyCode }) => consults.some((consult) => consult.specialtyCode === specialtyCode))
  return ofSpecialty.length > 0 ? ofSpecialty : chairs
}

/** The first times at which those who were chosen can meet; without a chair one of the able specialists is proposed with each. Changes nothing. */
export async function suggestSlots(actor: Actor, { consultId, consultIds = consultId ? [consultId] : [], presenterIds = [], minutes, chairId, deputyId, scribeId, specialistIds, siteIds, startsAt: typed }: SuggestSlots): Promise<Suggestions> {
  const now = await nowIn(db)
  // A time nobody could book is not judged.
  const startsAt = typed && Math.abs(typed.getTime() - now.getTime()) < furthest ? typed : undefined
  const scope = await arrangeScope(actor, { consultIds }, now)
  const availability = await availabilityOf({ people: scope.people.map(({ personId, hospitalId }) => ({ id: personId, hospitalId })), sites: scope.sites }, now, {
    until: new Date(Math.max(now.getTime() + horizon, startsAt?.getTime() ?? 0) + 24 * 60 * minute),
  })
  const presenters = scope.consults.map(({ treatingDoctorId }, index) => presenterIds[index] ?? treatingDoctorId)
  const chosen = new Set([...presenters, ...(chairId ? [chairId] : []), ...(deputyId ? [deputyId] : []), ...(scribeId ? [scribeId] : []), ...specialistIds, ...siteIds])
  const parties = (ids: Iterable<string>): Party[] => [...ids].flatMap((id) => availability.parties.get(id) ?? [])
  const all = parties(chosen)
  const anyOf = chairId ? [] : parties(able(scope, chosen).map(({ personId }) => personId))
  const search = { now: now.getTime(), until: now.getTime() + horizon, length: minutes * minute, calendar: availability.calendar }
  const regular = regularSpans(daysOver({ from: search.now, until: search.until }), availability.regularOf(scope.hostId), availability.calendar)
  const slots = firstSlots(all, anyOf, { ...search, count: shown, regular })
  const asked = startsAt ? { from: startsAt.getTime(), until: startsAt.getTime() + search.length } : null
  const judged = asked ?? slots[0] ?? null
  return {
    slots: slots.map(({ from, until, anyId, regular: inRegular }) => ({
      ...times({ from, until }), value: `${dayOf(new Date(from))}T${formatTime(new Date(from))}`, regular: inRegular,
      chair: anyId ? { personId: anyId, name: named(scope, anyId), load: availability.parties.get(anyId)?.load ?? 0 } : null,
    })),
    why: whyNot(all, [...(asked ? [asked] : []), ...earlier(regular, search, slots[0]?.from).filter(({ from }) => from !== asked?.from)], search, (id) => named(scope, id)),
    at: judged && times(judged).from,
    hindered: judged ? judge(availability, judged, search.now) : {},
  }
}

const times = ({ from, until }: Span) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() })
const say = ({ reason, span }: { reason: Reason; span: Span | null }): Hindered => ({ reason, until: span && new Date(span.until).toISOString() })

/** The regular hours one would have taken before the first time there is. */
const earlier = (regular: readonly Span[], { now, length }: { now: number; length: number }, first = Infinity): Span[] =>
  regular.filter(({ from, until }) => from > now && from < first && from + length <= until).slice(0, shown).map(({ from }) => ({ from, until: from + length }))

function whyNot(all: readonly Party[], spans: readonly Span[], search: { now: number; calendar: Availability['calendar'] }, nameOf: (id: string) => string): Suggestions['why'] {
  return spans.map((span) => ({
    ...times(span),
    who: all.flatMap((party) => {
      const hindrance = hindranceAt(party, span, search)
      return hindrance ? [{ ...say(hindrance), id: party.id, name: nameOf(party.id) }] : []
    }),
  })).filter(({ who }) => who.length > 0)
}

function judge({ parties, calendar }: Availability, span: Span, now: number): Suggestions['hindered'] {
  const hindered: Suggestions['hindered'] = {}
  for (const party of parties.values()) {
    const hindrance = hindranceAt(party, span, { now, calendar })
    if (hindrance) hindered[party.id] = say(hindrance)
  }
  return hindered
}
