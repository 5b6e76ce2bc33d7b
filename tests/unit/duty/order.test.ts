import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callingOrder, gapsIn, type Called } from '~/domain/duty/order'

const at = (clock: string): Date => new Date(`2026-11-21T${clock}:00+07:00`)
const one = (personId: string, changes: Partial<Called> = {}): Called => ({ personId, rank: 1, general: false, busyUntil: null, endsAt: at('23:00'), ...changes })
const names = (list: Called[]): string => callingOrder(list).map(({ personId }) => personId).join(' ')

describe('the order of calling', () => {
  test.each([
    ['by rank', [one('b', { rank: 2 }), one('a')], 'a b'],
    ['of the specialty before those who stand for every one', [one('general', { general: true }), one('second', { rank: 2 })], 'second general'],
    ['busy ones last', [one('busy', { busyUntil: at('11:30') }), one('free', { rank: 9, general: true })], 'free busy'],
    ['busy ones by when they are free, whatever their rank', [one('late', { busyUntil: at('12:00') }), one('soon', { rank: 3, busyUntil: at('11:30') })], 'soon late'],
    ['somebody with two duties once, at the better place', [one('a', { general: true, rank: 1 }), one('b', { rank: 1 }), one('a', { rank: 2 })], 'b a'],
    ['nobody', [], ''],
  ])('%s', (_name, list, expected) => expect(names(list)).toBe(expected))

  test('nobody is lost and nobody named twice', () => {
    const called = fc.record({ personId: fc.constantFrom('a', 'b', 'c', 'd'), rank: fc.integer({ min: 1, max: 9 }), general: fc.boolean(), busyUntil: fc.option(fc.constantFrom(at('11:30'), at('12:00'))), endsAt: fc.constantFrom(at('22:00'), at('23:00')) })
    fc.assert(fc.property(fc.array(called), (list) => {
      const order = callingOrder(list).map(({ personId }) => personId)
      expect([...order].sort()).toEqual([...new Set(list.map(({ personId }) => personId))].sort())
    }))
  })
})

describe('gaps', () => {
  const shift = (from: string, until: string) => ({ startsAt: at(from), endsAt: at(until) })
  const gaps = (...shifts: { startsAt: Date; endsAt: Date }[]) => gapsIn(shifts, at('00:00'), at('10:00')).map(({ from, until }) => [from, until])
  test.each([
    ['nobody at all', [], [[at('00:00'), at('10:00')]]],
    ['three to five at night', [shift('05:00', '10:00'), shift('00:00', '03:00')], [[at('03:00'), at('05:00')]]],
    ['one after the other leaves none', [shift('00:00', '05:00'), shift('05:00', '10:00')], []],
    ['a long one over short ones', [shift('00:00', '09:00'), shift('01:00', '02:00')], [[at('09:00'), at('10:00')]]],
    ['what lies outside does not count', [shift('11:00', '12:00'), shift('00:00', '10:00')], []],
  ])('%s', (_name, shifts, expected) => expect(gaps(...shifts)).toEqual(expected))

  test('a minute is in a gap exactly when no shift covers it', () => {
    const start = at('00:00').getTime()
    const minute = (n: number) => new Date(start + n * 60_000)
    const span = fc.tuple(fc.integer({ min: -60, max: 700 }), fc.integer({ min: 1, max: 300 })).map(([from, length]) => ({ startsAt: minute(from), endsAt: minute(from + length) }))
    fc.assert(fc.property(fc.array(span, { maxLength: 8 }), fc.integer({ min: 0, max: 599 }), (shifts, n) => {
      const moment = minute(n)
      const covered = shifts.some(({ startsAt, endsAt }) => startsAt <= moment && moment < endsAt)
      const inGap = gapsIn(shifts, at('00:00'), at('10:00')).some(({ from, until }) => from <= moment && moment < until)
      expect(inGap).toBe(!covered)
    }))
  })
})
