import type { Calendar } from '~/domain/catalogue/working-days'
import { daysOver, openSpans, type Hours } from './open-hours'
import { merged, overlaps, shared, within, without, type Span } from './spans'

/** Proposals begin on the quarter. */
export const step = 15 * 60_000

/** A person or a site, as the finder sees it; lengths in milliseconds. */
export interface Party {
  id: string
  hours: Hours
  /** exceptions for more time */
  extra: readonly Span[]
  booked: readonly Span[]
  away: readonly Span[]
  duty: readonly Span[]
  busy: readonly Span[]
  /** rest between two conferences */
  buffer: number
  /** how long beforehand one wants to know */
  notice: number
  /** conferences of the last 30 days */
  load: number
}

export interface Search {
  now: number
  /** the last moment a slot may end */
  until: number
  length: number
  count: number
  calendar: Calendar
  /** regular hours for conferences: a slot that would cut into the beginning of one makes room for it */
  regular: readonly Span[]
}

/** `anyId` is who of several equally able people it is, where one of them is wanted. */
export interface Slot extends Span { anyId: string | null; regular: boolean }

const padded = ({ booked, buffer }: Party): Span[] => booked.map(({ from, until }) => ({ from: from - buffer, until: until + buffer }))

/** When this party could sit in a conference, between now with its notice and the end of the search. */
function freeSpans(party: Party, { now, until, calendar }: Search, days: ReturnType<typeof daysOver>): Span[] {
  const open = shared(openSpans(days, party.hours, party.extra, calendar), [{ from: now + party.notice, until }])
  return without(open, merged([...padded(party), ...party.away, ...party.duty, ...party.busy]))
}

const quarter = (at: number): number => Math.ceil(at / step) * step

function firstStart(spans: readonly Span[], after: number, length: number): number {
  for (const { from, until } of spans) {
    const start = quarter(Math.max(from, after))
    if (start + length <= until) return start
  }
  return Infinity
}

const fits = (spans: readonly Span[], slot: Span): boolean => spans.some((span) => within(slot, span))

interface Road { party: Party | null; spans: Span[] }

/** The beginning of the regular hour that this slot would cut into, if somebody can keep it. */
function yielding(start: number, { length, regular }: Search, roads: readonly Road[]): number {
  const window = regular.find(({ from, until }) => start < from && from < start + length && from + length <= until && roads.some(({ spans }) => fits(spans, { from, until: from + length })))
  return window?.from ?? start
}

/** Of those who could, the one with the fewest conferences lately; of equals the one named first. */
const lightest = (roads: readonly Road[]): Party | null =>
  roads.map(({ party }) => party).reduce((best, party) => (best && party && party.load < best.load ? party : best))

/**
 * The first slots, none overlapping another, at which all of the first list and one of the second (if there is one) can meet. Of several
 * who could, the one with fewer conferences in the last 30 days is proposed.
 */
export function firstSlots(all: readonly Party[], anyOf: readonly Party[], search: Search): Slot[] {
  const { now, until, length, count, regular } = search
  const days = daysOver({ from: now, until })
  const common = all.map((party) => freeSpans(party, search, days)).reduce(shared, [{ from: now, until }])
  const roads: Road[] = anyOf.length === 0 ? [{ party: null, spans: common }] : anyOf.map((party) => ({ party, spans: shared(common, freeSpans(party, search, days)) }))
  const slots: Slot[] = []
  for (let after = now; slots.length < count;) {
    const earliest = Math.min(...roads.map(({ spans }) => firstStart(spans, after, length)))
    if (!Number.isFinite(earliest)) break
    const from = yielding(earliest, search, roads)
    const slot = { from, until: from + length }
    slots.push({ ...slot, anyId: lightest(roads.filter(({ spans }) => fits(spans, slot)))?.id ?? null, regular: regular.some((window) => within(slot, window)) })
    after = slot.until
  }
  return slots
}

export type Reason = 'notice' | 'booked' | 'away' | 'duty' | 'busy' | 'buffer' | 'holiday' | 'hours'
/** Why not, and the time that stands in the way where there is one. */
export interface Hindrance { reason: Reason; span: Span | null }

/** Why somebody cannot at that time, or null. What only another person can change comes before what is a rule. */
export function hindranceAt(party: Party, slot: Span, { now, calendar }: Pick<Search, 'now' | 'calendar'>): Hindrance | null {
  for (const reason of ['booked', 'away', 'duty', 'busy'] as const) {
    const span = party[reason].find((one) => overlaps(one, slot))
    if (span) return { reason, span }
  }
  if (padded(party).some((one) => overlaps(one, slot))) return { reason: 'buffer', span: null }
  const days = daysOver(slot)
  if (!fits(openSpans(days, party.hours, party.extra, calendar), slot)) return { reason: days.slice(1).some(({ day }) => calendar.get(day) === false) ? 'holiday' : 'hours', span: null }
  return slot.from < now + party.notice ? { reason: 'notice', span: null } : null
}
