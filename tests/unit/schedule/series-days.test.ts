import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter } from '~/domain/duty/times'
import { byNeed, toTake, type Waiting } from '~/domain/schedule/backlog-order'
import { quarterOf, resultsOf } from '~/domain/schedule/feedback'
import { isDayOf, nextDays, timesOn, weekdayOf, type Rhythm } from '~/domain/schedule/series-days'
import { dayOf } from '~/platform/dates'

const vietnam = (text: string) => new Date(`${text}+07:00`)
const tuesdays: Rhythm = { weekday: 2, startMinute: 13 * 60 + 30, minutes: 90, firstDay: '2026-01-06', lastDay: null }

describe('dates of a series', () => {
  test('the next four, today as long as its hour is to come', () => {
    expect(nextDays(tuesdays, vietnam('2026-11-24T13:29:00'))).toEqual(['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'])
    expect(nextDays(tuesdays, vietnam('2026-11-24T13:30:00'))).toEqual(['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22'])
  })
  test('by the day in Vietnam, not the one in UTC', () => expect(nextDays({ ...tuesdays, startMinute: 7 * 60 }, vietnam('2026-11-24T06:00:00'))[0]).toBe('2026-11-24'))
  test('days off stay among them: over Tết they are named, not jumped over', () => expect(nextDays(tuesdays, vietnam('2026-02-16T08:00:00'), 2)).toEqual(['2026-02-17', '2026-02-24']))
  test('29 February and the turn of the year', () => {
    expect(nextDays({ ...tuesdays, firstDay: '2028-02-29' }, vietnam('2028-02-01T08:00:00'), 2)).toEqual(['2028-02-29', '2028-03-07'])
    expect(nextDays({ ...tuesdays, weekday: 4 }, vietnam('2026-12-30T08:00:00'), 2)).toEqual(['2026-12-31', '2027-01-07'])
  })
  test('none before the first and none after the last day', () => {
    expect(nextDays({ ...tuesdays, firstDay: '2027-03-03' }, vietnam('2026-11-24T08:00:00'), 1)).toEqual(['2027-03-09'])
    expect(nextDays({ ...tuesdays, lastDay: '2026-12-02' }, vietnam('2026-11-23T08:00:00'))).toEqual(['2026-11-24', '2026-12-01'])
    expect(nextDays({ ...tuesdays, lastDay: '2026-11-23' }, vietnam('2026-11-23T08:00:00'))).toEqual([])
  })
  test('whatever the rhythm: of that weekday, to come, a week apart, inside its days', () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((days) => dayAfter('2024-01-01', days))
    fc.assert(fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1_439 }), day, fc.option(day), fc.integer({ min: 0, max: 3_000 * 86_400 }), (weekday, startMinute, firstDay, lastDay, seconds) => {
      const rhythm = { weekday, startMinute, minutes: 60, firstDay, lastDay }
      const now = new Date(vietnam('2024-01-01T00:00:00').getTime() + seconds * 1_000)
      const days = nextDays(rhythm, now)
      days.forEach((one, index) => {
        expect(weekdayOf(one)).toBe(weekday)
        expect(isDayOf(rhythm, one)).toBe(true)
        expect(timesOn(one, rhythm).startsAt > now).toBe(true)
        expect(dayOf(timesOn(one, rhythm).startsAt)).toBe(one)
        if (index > 0) expect(one).toBe(dayAfter(days[index - 1] ?? '', 7))
      })
      const [first] = days
      // None is left out before the first.
      if (first) expect(isDayOf(rhythm, dayAfter(first, -7)) && timesOn(dayAfter(first, -7), rhythm).startsAt > now).toBe(false)
    }))
  })
})

describe('the backlog', () => {
  const one = (id: string, changes: Partial<Waiting> = {}): Waiting => ({ id, level: 'routine', since: '2026-11-01T00:00:00.000Z', minutes: 20, seriesId: null, ...changes })
  test('the most urgent first, then who waits longest', () => {
    const list = [one('a'), one('b', { since: '2026-10-01T00:00:00.000Z' }), one('c', { level: 'emergency', since: '2026-11-09T00:00:00.000Z' })]
    expect(list.sort(byNeed).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })
  test('one that is too long keeps no shorter one out', () => expect(toTake([one('a', { minutes: 60, since: '2026-01-01' }), one('b', { minutes: 30 })], { minutes: 45, consults: 0 }).map(({ id }) => id)).toEqual(['b']))
  test('never more minutes or consults than there is room for', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 5, max: 240 }), { maxLength: 20 }), fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 8 }), (lengths, minutes, consults) => {
      const taken = toTake(lengths.map((length, index) => one(String(index), { minutes: length })), { minutes, consults })
      expect(taken.reduce((sum, { minutes: length }) => sum + length, 0)).toBeLessThanOrEqual(minutes)
      expect(taken.length + consults).toBeLessThanOrEqual(8)
    }))
  })
})

describe('feedback', () => {
  const given = (equipment: number | null, timing: number | null = null) => ({ equipment, effectiveness: null, content: null, timing, significance: null })
  test('nothing below three answers', () => expect(resultsOf([given(5), given(4)])).toBeNull())
  test('means of those who answered the axis', () => {
    const results = resultsOf([given(5, 2), given(4), given(4)])
    expect(results?.find(({ axis }) => axis === 'equipment')).toEqual({ axis: 'equipment', mean: 4.3, count: 3, spread: [0, 0, 0, 2, 1] })
    expect(results?.find(({ axis }) => axis === 'timing')).toEqual({ axis: 'timing', mean: 2, count: 1, spread: [0, 1, 0, 0, 0] })
    expect(results?.find(({ axis }) => axis === 'content')).toMatchObject({ mean: null, count: 0 })
  })
  test.each([['2026-01-01', '2026-1'], ['2026-03-31', '2026-1'], ['2026-04-01', '2026-2'], ['2026-12-31', '2026-4']])('%s is in %s', (day, quarter) => expect(quarterOf(day)).toBe(quarter))
})
