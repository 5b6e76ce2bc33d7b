import { describe, expect, test } from 'vitest'
import { dayOf, durationWords, formatDate, formatDateTime, formatDay, formatNear, formatTime, longDate, startOfDay, todayInVietnam } from '~/platform/dates'
import { translate } from '~/platform/texts/translate.server'

const [vi, en] = [translate('vi'), translate('en')]
const hour = 3_600_000

describe('dates', () => {
  test('always two digits, whatever the locale would leave out', () => {
    expect(formatDate('2026-01-09T00:00:00Z')).toBe('09/01/2026')
    expect(formatTime('2026-01-09T01:05:00Z')).toBe('08:05')
    expect(formatTime('2026-01-08T17:00:00Z')).toBe('00:00')
  })

  test('the day is the one in Vietnam', () => {
    expect(formatDateTime(new Date('2026-11-03T17:30:00Z'))).toBe('04/11/2026, 00:30')
    expect(todayInVietnam(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
    expect(dayOf('2026-12-31T16:59:59Z')).toBe('2026-12-31')
    expect(startOfDay('2026-11-04').toISOString()).toBe('2026-11-03T17:00:00.000Z')
  })

  test('a day without a time is not moved', () => {
    expect(formatDay('1959-03-14')).toBe('14/03/1959')
    expect(formatDay(new Date('2026-11-04T00:00:00Z'))).toBe('04/11/2026')
  })

  test('the same day needs only the hour', () => {
    expect(formatNear('2026-11-04T07:15:00Z', '2026-11-04T03:00:00Z')).toBe('14:15')
    expect(formatNear('2026-11-05T07:12:00Z', '2026-11-04T03:00:00Z')).toBe('05/11/2026, 14:12')
  })

  test('weekdays in words', () => {
    expect(longDate('2026-11-04T03:42:00Z', vi)).toBe('thứ Tư, 04/11/2026')
    expect(longDate('2026-11-07T18:00:00Z', vi)).toBe('Chủ nhật, 08/11/2026')
    expect(longDate('2026-11-04T03:42:00Z', en)).toBe('Wednesday, 04/11/2026')
  })

  test.each([
    [30_000, 'chưa đến 1 phút', 'less than 1 minute'],
    [60_000, '1 phút', '1 minute'],
    [-18.9 * 60_000, '18 phút', '18 minutes'],
    [hour, '1 giờ', '1 hour'],
    [3 * hour + 33 * 60_000, '3 giờ 33 phút', '3 hours 33 minutes'],
    [47.99 * hour, '47 giờ 59 phút', '47 hours 59 minutes'],
    [48 * hour, '2 ngày', '2 days'],
    [88 * 24 * hour, '88 ngày', '88 days'],
  ])('%i ms in words', (ms, inVietnamese, inEnglish) => {
    expect(durationWords(ms, vi)).toBe(inVietnamese)
    expect(durationWords(ms, en)).toBe(inEnglish)
  })
})
