import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourRangesIn, hourRangesText, lengthOf } from '~/platform/hours'

test.each([
  ['', []],
  ['07:30–11:30, 13:00–16:30', [{ from: 450, until: 690 }, { from: 780, until: 990 }]],
  ['13h-16h30; 7-11g30', [{ from: 420, until: 690 }, { from: 780, until: 990 }]],
  ['22:00-06:00', [{ from: 1320, until: 360 }]],
  ['0:00-24:00', [{ from: 0, until: 1440 }]],
])('“%s” is read', (typed, expected) => expect(hourRangesIn(typed)).toEqual(expected))

test.each(['sáng', '07:30', '07:30-', '25:00-26:00', '07:60-08:00', '07:00-07:00', '07:00-10:00, 09:00-11:00', '22:00-06:00, 23:00-23:30', '24:00-02:00', '1-2-3', '7:00–8:00\n9:00'])('“%s” is none', (typed) => expect(hourRangesIn(typed)).toBeNull())

test('what is written is read again', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 })).filter(([from, until]) => from !== until).map(([from, until]) => ({ from, until }))
  fc.assert(fc.property(range, (one) => {
    expect(hourRangesIn(hourRangesText([one]))).toEqual([one])
    expect(lengthOf(one)).toBeGreaterThan(0)
  }))
})
