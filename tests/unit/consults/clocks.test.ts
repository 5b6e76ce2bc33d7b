import { describe, expect, test } from 'vitest'
import { answerDue, nextFollowUp } from '~/domain/consults/clocks'
import type { Level } from '~/platform/database/enums'

const vietnam = (text: string) => new Date(`${text}+07:00`)

describe('when the answer is due', () => {
  test.each<[Level, string, string]>([
    ['redAlert', '2026-11-04T10:15:00', '2026-11-04T10:25:00'],
    ['emergency', '2026-11-04T23:45:00', '2026-11-05T00:15:00'],
    ['sameDay', '2026-11-04T10:15:00', '2026-11-04T14:15:00'],
    ['routine', '2026-11-02T09:00:00', '2026-11-04T09:00:00'],
    ['routine', '2026-11-05T09:00:00', '2026-11-09T09:00:00'],
    ['routine', '2026-11-06T23:30:00', '2026-11-10T23:30:00'],
    ['routine', '2026-11-07T00:30:00', '2026-11-10T00:30:00'],
    ['routine', '2026-11-08T12:00:00', '2026-11-10T12:00:00'],
    // Sunday evening in UTC is Monday morning in Vietnam.
    ['routine', '2026-11-09T02:00:00', '2026-11-11T02:00:00'],
  ])('%s, sent %s: %s', (level, sent, due) => {
    expect(answerDue(level, vietnam(sent))).toEqual(vietnam(due))
  })
})

describe('when the patient is asked for', () => {
  const decided = vietnam('2026-11-01T08:00:00')
  const day = (number: number) => new Date(decided.getTime() + number * 24 * 60 * 60_000)

  test.each<[number | null, number]>([[null, 1], [0.5, 1], [1, 3], [1.5, 3], [2, 3], [3, 7], [6.9, 7], [7, 14], [8, 14], [14, 21], [30, 35]])('last entry on day %s: day %s', (last, next) => {
    expect(nextFollowUp(decided, last === null ? null : day(last))).toEqual(day(next))
  })
})
