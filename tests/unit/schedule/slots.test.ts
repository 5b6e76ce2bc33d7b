import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regularSpans, daysOver } from '~/domain/schedule/open-hours'
import { firstSlots, hindranceAt, step, type Party, type Search } from '~/domain/schedule/slots'
import type { Span } from '~/domain/schedule/spans'
import { hourRangesIn, type HourRange } from '~/platform/hours'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Monday, 02/11/2026, midnight in Vietnam. */
const monday = Date.parse('2026-11-02T00:00:00+07:00')
const at = (text: string): number => Date.parse(`2026-11-${text}:00+07:00`)
const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) })
const ranges = (text: string): HourRange[] => hourRangesIn(text) ?? []

const free: Party = { id: 'a', hours: { own: null, usual: ranges('07:30–11:30, 13:00–16:30') }, extra: [], booked: [], away: [], duty: [], busy: [], buffer: 15 * minute, notice: hour, load: 0 }
const one = (changes: Partial<Party> = {}): Party => ({ ...free, ...changes })
const search = (changes: Partial<Search> = {}): Search => ({ now: at('02T06:00'), until: monday + 14 * day, length: 45 * minute, count: 3, calendar: new Map(), regular: [], ...changes })
const shown = ({ from, until }: Span): string => [from, until].map((moment) => new Date(moment + 7 * hour).toISOString().slice(8, 16)).join(' ')
const found = (all: Party[], changes: Partial<Search> = {}, anyOf: Party[] = []): string[] => firstSlots(all, anyOf, search(changes)).map(shown)

describe('the first slots', () => {
  test.each<[string, Party[], Partial<Search>, string]>([
    ['in the hours of the hospital', [one()], {}, '02T07:30 02T08:15'],
    ['not before the notice is over, on the quarter', [one()], { now: at('02T08:05') }, '02T09:15 02T10:00'],
    ['with a rest after another conference', [one({ booked: [span('02T07:30', '02T08:15')] })], {}, '02T08:30 02T09:15'],
    ['with a rest before another conference', [one({ booked: [span('02T08:15', '02T09:00')] })], {}, '02T09:15 02T10:00'],
    ['not on duty, busy or away', [one({ duty: [span('01T16:30', '02T08:00')], busy: [span('02T08:30', '02T09:30')], away: [span('02T09:30', '02T13:30')] })], {}, '02T13:30 02T14:15'],
    ['when all can', [one({ away: [span('02T07:00', '02T09:00')] }), one({ away: [span('02T09:30', '02T12:00')] })], {}, '02T13:00 02T13:45'],
    ['not on a holiday', [one()], { calendar: new Map([['2026-11-02', false]]) }, '03T07:30 03T08:15'],
    ['not at the weekend', [one()], { now: at('06T16:00') }, '09T07:30 09T08:15'],
    ['on a Saturday worked in its place', [one()], { now: at('06T16:00'), calendar: new Map([['2026-11-07', true]]) }, '07T07:30 07T08:15'],
    ['on a Saturday worked in its place, for who keeps hours of Mondays', [one({ hours: { own: new Map([[1, ranges('09:00–10:00')]]), usual: free.hours.usual } })], { now: at('06T16:00'), calendar: new Map([['2026-11-07', true]]) }, '07T07:30 07T08:15'],
    ['in own hours, at a weekend too', [one({ hours: { own: new Map([[6, ranges('08:00–09:00')]]), usual: free.hours.usual } })], {}, '07T08:00 07T08:45'],
    ['over midnight', [one({ hours: { own: new Map([[2, ranges('23:30–02:00')]]), usual: [] } })], {}, '03T23:30 04T00:15'],
    ['after midnight, of hours that began the day before', [one({ hours: { own: new Map([[1, ranges('22:00–02:00')]]), usual: [] }, notice: 0 })], { now: at('03T00:40') }, '03T00:45 03T01:30'],
    ['beyond the hours where there are further ones', [one({ extra: [span('02T06:30', '02T07:30')], notice: 0 })], {}, '02T06:30 02T07:15'],
    ['on a holiday only beyond the hours', [one({ extra: [span('02T20:00', '02T21:00')] })], { calendar: new Map([['2026-11-02', false]]) }, '02T20:00 02T20:45'],
  ])('%s', (_name, all, changes, first) => expect(found(all, { ...changes, count: 1 })).toEqual([first]))

  test('an absence of ten years leaves none', () => expect(found([one({ away: [{ from: monday - 5 * 365 * day, until: monday + 5 * 365 * day }] })])).toEqual([]))
  test('hours shorter than the conference leave none', () => expect(found([one({ hours: { own: new Map([[1, ranges('09:00–09:30')]]), usual: [] } })])).toEqual([]))

  test('make room for the regular hour', () => {
    const regular = regularSpans(daysOver({ from: monday, until: monday + 5 * day }), { from: 13 * 60 + 30, until: 15 * 60 }, new Map())
    expect(found([one()], { now: at('02T12:00'), regular, count: 3 })).toEqual(['02T13:30 02T14:15', '02T14:15 02T15:00', '02T15:00 02T15:45'])
    expect(firstSlots([one()], [], search({ now: at('02T12:00'), regular })).map((slot) => slot.regular)).toEqual([true, true, false])
  })

  test('of those equally able the one with fewer conferences, of equals the first named, and only who can', () => {
    const who = (...anyOf: Party[]) => firstSlots([one({ id: 'doctor' })], anyOf, search({ count: 1 })).map(({ anyId }) => anyId)
    expect(who(one({ id: 'busy', load: 9 }), one({ id: 'fresh', load: 1 }))).toEqual(['fresh'])
    expect(who(one({ id: 'first', load: 2 }), one({ id: 'second', load: 2 }))).toEqual(['first'])
    expect(who(one({ id: 'there', load: 9 }), one({ id: 'away', load: 0, away: [span('02T07:00', '02T12:00')] }))).toEqual(['there'])
  })
})

test.each<[string, Partial<Party>, string, string]>([
  ['another conference', { booked: [span('02T08:00', '02T09:00')] }, '02T08:30', 'booked'],
  ['the rest after it', { booked: [span('02T07:30', '02T08:25')] }, '02T08:30', 'buffer'],
  ['an absence', { away: [span('02T00:00', '02T09:00')] }, '02T08:30', 'away'],
  ['a duty', { duty: [span('02T07:30', '03T07:30')] }, '02T08:30', 'duty'],
  ['an operation', { busy: [span('02T08:00', '02T09:00')] }, '02T08:30', 'busy'],
  ['the hour', {}, '02T11:00', 'hours'],
  ['the notice', {}, '02T07:45', 'notice'],
  ['the weekend', {}, '08T09:00', 'hours'],
  ['the holiday', {}, '20T09:00', 'holiday'],
])('is told why not: %s', (_name, changes, from, reason) => {
  const slot = { from: at(from), until: at(from) + 45 * minute }
  expect(hindranceAt(one(changes), slot, { now: at('02T07:00'), calendar: new Map([['2026-11-20', false]]) })?.reason).toBe(reason)
})

/** What a clerk would do who looks at every minute. */
function naive(all: readonly Party[], anyOf: readonly Party[], { now, until, length, count, calendar, regular }: Search) {
  const open = (party: Party, moment: number): boolean => {
    if (party.extra.some(({ from, until: end }) => from <= moment && moment < end)) return true
    const minuteOfDay = Math.floor((moment + 7 * hour) / minute) % 1440
    return [0, 1].some((back) => {
      const date = new Date(moment + 7 * hour - back * day)
      const [name, weekday] = [date.toISOString().slice(0, 10), date.getUTCDay() || 7]
      const entered = calendar.get(name)
      const usual = entered ?? weekday < 6 ? party.hours.usual : []
      const hours = entered === false ? [] : party.hours.own ? party.hours.own.get(weekday) ?? (entered ? party.hours.usual : []) : usual
      return hours.some(({ from, until: end }) => {
        const inDay = minuteOfDay + back * 1440
        return from <= inDay && inDay < (end <= from ? end + 1440 : end)
      })
    })
  }
  const canAt = (party: Party, moment: number): boolean =>
    moment >= now + party.notice && open(party, moment) && ![...party.away, ...party.duty, ...party.busy].some(({ from, until: end }) => from <= moment && moment < end) &&
    !party.booked.some(({ from, until: end }) => from - party.buffer <= moment && moment < end + party.buffer)
  const can = (party: Party, from: number): boolean => {
    for (let moment = from; moment < from + length; moment += minute) if (!canAt(party, moment)) return false
    return true
  }
  const possible = (from: number): boolean => from + length <= until && all.every((party) => can(party, from)) && (anyOf.length === 0 || anyOf.some((party) => can(party, from)))
  const slots: { from: number; anyId: string | null }[] = []
  for (let from = Math.ceil(now / step) * step; from + length <= until && slots.length < count; from += step) {
    if (!possible(from)) continue
    const start = regular.map((window) => window.from).find((begin) => from < begin && begin < from + length && regular.some((window) => window.from === begin && begin + length <= window.until) && possible(begin)) ?? from
    const able = anyOf.filter((party) => can(party, start))
    const least = Math.min(...able.map(({ load }) => load))
    slots.push({ from: start, anyId: able.find(({ load }) => load === least)?.id ?? null })
    from = Math.ceil((start + length) / step) * step - step
  }
  return slots
}

const minutes = (most: number) => fc.integer({ min: 0, max: most })
const aSpan = fc.tuple(minutes(4 * 1440), fc.integer({ min: 1, max: 900 })).map(([from, length]) => ({ from: monday + from * minute, until: monday + (from + length) * minute }))
const spans = fc.array(aSpan, { maxLength: 3 })
const aRange = fc.tuple(minutes(1439), fc.integer({ min: 1, max: 1440 })).filter(([from, until]) => from !== until).map(([from, until]) => ({ from, until }))
const someHours = fc.record({ own: fc.option(fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.array(aRange, { maxLength: 2 })), { maxLength: 4 }).map((days) => new Map(days))), usual: fc.array(aRange, { minLength: 1, maxLength: 2 }) })
const aParty = (id: string) => fc.record({ id: fc.constant(id), hours: someHours, extra: spans, booked: spans, away: spans, duty: spans, busy: spans, buffer: fc.constantFrom(0, 10 * minute, 30 * minute), notice: fc.constantFrom(0, hour), load: fc.integer({ min: 0, max: 3 }) })
const aCalendar = fc.array(fc.tuple(fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03', '2026-11-07'), fc.boolean()), { maxLength: 2 }).map((days) => new Map(days))
const aSearch = fc.record({
  now: minutes(1440).map((after) => monday + after * minute), until: fc.constant(monday + 4 * day), length: fc.constantFrom(15, 45, 100).map((length) => length * minute), count: fc.constantFrom(1, 4), calendar: aCalendar,
  regular: fc.option(minutes(1300), { nil: null }).map((from) => (from === null ? [] : regularSpans(daysOver({ from: monday, until: monday + 4 * day }), { from, until: from + 90 }, new Map()))),
})

test('the finder finds what a clerk finds who looks at every minute, and says why not exactly when somebody cannot', () => {
  fc.assert(fc.property(fc.array(aParty('all'), { maxLength: 2 }), fc.array(fc.constantFrom('b', 'c'), { maxLength: 2 }).chain((ids) => fc.tuple(...ids.map(aParty))), aSearch, fc.integer({ min: 0, max: 380 }), (all, anyOf, wanted, quarter) => {
    const slots = firstSlots(all, anyOf, wanted)
    expect(slots.map(({ from, anyId }) => ({ from, anyId }))).toEqual(naive(all, anyOf, wanted))
    for (const slot of slots) for (const party of all) expect(hindranceAt(party, slot, wanted)).toBeNull()
    const [party] = all
    if (!party) return
    const slot = { from: monday + quarter * step, until: monday + quarter * step + wanted.length }
    // The clerk, asked about this quarter only; the notice counts from now all the same.
    const possible = naive([{ ...party, notice: party.notice + wanted.now - slot.from }], [], { ...wanted, now: slot.from, until: slot.until, count: 1, regular: [] })
    expect(hindranceAt(party, slot, wanted) === null).toBe(possible.length > 0)
  }), { numRuns: 400 })
})
