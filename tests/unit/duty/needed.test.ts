import { expect, test } from 'vitest'
import { lastOfficeEnd, officeSpans, uncovered } from '~/domain/duty/needed'
import { nextAt, mondayOf, spanOf } from '~/domain/duty/times'

const hours = { from: 450, until: 990 }
const at = (text: string): Date => new Date(`${text}:00+07:00`)

test('office hours leave out days off', () => {
  expect(officeSpans(at('2026-11-20T00:00'), at('2026-11-24T00:00'), hours, new Map())).toEqual([
    { startsAt: at('2026-11-20T07:30'), endsAt: at('2026-11-20T16:30') }, { startsAt: at('2026-11-23T07:30'), endsAt: at('2026-11-23T16:30') },
  ])
})

test('a hole at three in the morning is a gap, the office hours are none', () => {
  const office = officeSpans(at('2026-11-24T00:00'), at('2026-11-25T00:00'), hours, new Map())
  const shifts = [spanOf('2026-11-23', 990, 180), spanOf('2026-11-24', 300, 450), spanOf('2026-11-24', 990, 450)]
  expect(uncovered(shifts, office, at('2026-11-24T00:00'), at('2026-11-25T00:00'))).toEqual([{ from: at('2026-11-24T03:00'), until: at('2026-11-24T05:00') }])
})

test.each([
  ['Monday morning looks back to Friday', '2026-11-23T10:00', '2026-11-20T16:30'],
  ['in the evening to the afternoon', '2026-11-24T20:00', '2026-11-24T16:30'],
  ['before the office opens to the day before', '2026-11-24T06:00', '2026-11-23T16:30'],
  ['on Sunday to Friday', '2026-11-22T12:00', '2026-11-20T16:30'],
])('%s', (_name, now, end) => expect(lastOfficeEnd(at(now), hours, new Map())).toEqual(at(end)))

test('a clock shows an hour next today or tomorrow, and a week begins on Monday', () => {
  expect(nextAt(690, at('2026-11-24T10:00'))).toEqual(at('2026-11-24T11:30'))
  expect(nextAt(60, at('2026-11-24T23:30'))).toEqual(at('2026-11-25T01:00'))
  expect([mondayOf('2026-11-22'), mondayOf('2026-11-23')]).toEqual(['2026-11-16', '2026-11-23'])
})
