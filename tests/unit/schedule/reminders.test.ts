import { expect, test } from 'vitest'
import { remindingOf } from '~/domain/schedule/reminders'

const startsAt = new Date('2026-11-04T06:30:00Z')
const before = (minutes: number) => new Date(startsAt.getTime() - minutes * 60_000)
const long = { startsAt, setAt: before(5 * 24 * 60), dayRemindedAt: null, soonRemindedAt: null }

test.each([
  ['two days before nothing', long, before(2 * 24 * 60), [], null],
  ['a day before once', long, before(24 * 60), ['dayRemindedAt'], 'day'],
  ['not a second time', { ...long, dayRemindedAt: before(24 * 60) }, before(23 * 60), [], null],
  ['a quarter of an hour before', { ...long, dayRemindedAt: before(24 * 60) }, before(15), ['soonRemindedAt'], 'soon'],
  ['after an hour without a server still before it begins', { ...long, dayRemindedAt: before(24 * 60) }, before(1), ['soonRemindedAt'], 'soon'],
  ['a missed day gives way to the quarter of an hour', long, before(10), ['dayRemindedAt', 'soonRemindedAt'], 'soon'],
  ['arranged this morning: no day before', { ...long, setAt: before(5 * 60) }, before(4 * 60), ['dayRemindedAt'], null],
  ['arranged ten minutes ago: not at all', { ...long, setAt: before(10) }, before(9), ['dayRemindedAt', 'soonRemindedAt'], null],
  ['once it has begun nothing', long, startsAt, [], null],
] as const)('%s', (_name, given, now, marks, tell) => {
  expect(remindingOf(given, now)).toEqual({ marks, tell })
})
