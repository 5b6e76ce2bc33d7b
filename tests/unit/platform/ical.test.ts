import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarOf, escapeText, fold, instant, methodOf, quoted, type CalendarEvent } from '~/platform/ical'

const event: CalendarEvent = {
  uid: '0192-b@chi-em', sequence: 3, stamp: new Date('2026-11-01T02:00:00Z'), startsAt: new Date('2026-11-04T06:30:00Z'), endsAt: new Date('2026-11-04T08:00:00Z'),
  summary: 'Hội chẩn HC-BV-26-000123; khẩn, “gấp”', description: 'Đơn vị: Ba Vì, Xanh Pôn\nVào phòng: https://a.vn/x', location: 'Phòng hội chẩn', url: 'https://a.vn/x', status: 'CONFIRMED',
  organizer: { name: 'Chị–Em', mail: 'khong-tra-loi@a.vn' }, attendee: { name: 'TS.BS "Hà" Quang Tuyển', mail: 'ha@a.vn', reply: 'NEEDS-ACTION' }, alarm: { minutes: 15, text: 'Sắp bắt đầu' },
}
const parsed = (text: string) => new ICAL.Component(ICAL.parse(text) as never[])
const eventIn = (text: string) => {
  const part = parsed(text).getFirstSubcomponent('vevent')
  if (!part) throw new Error('no event')
  return { part, event: new ICAL.Event(part) }
}
const bytes = (text: string) => new TextEncoder().encode(text).length

test('another calendar reads what was written: words, times, people, alarm', () => {
  const text = calendarOf('REQUEST', [event])
  expect(parsed(text).getFirstPropertyValue('method')).toBe('REQUEST')
  const { part, event: read } = eventIn(text)
  expect(read).toMatchObject({ uid: event.uid, sequence: 3, summary: event.summary, description: event.description, location: event.location })
  expect(read.startDate.toJSDate()).toEqual(event.startsAt)
  expect(read.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
  expect(read.duration.toSeconds()).toBe(90 * 60)
  const [attendee] = read.attendees
  expect([attendee?.getFirstValue(), attendee?.getFirstParameter('partstat'), attendee?.getFirstParameter('cn')]).toEqual(['mailto:ha@a.vn', 'NEEDS-ACTION', 'TS.BS ’Hà’ Quang Tuyển'])
  expect(part.getFirstProperty('organizer')?.getFirstValue()).toBe('mailto:khong-tra-loi@a.vn')
  expect(String(part.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger'))).toBe('-PT15M')
})

test('lines end in CRLF and hold at most 75 bytes, and no character is cut', () => {
  const text = calendarOf('PUBLISH', [{ ...event, summary: 'Ổ ễ ặ ữ 🏥 '.repeat(40) }], 'Lịch hội chẩn')
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(Math.max(...text.split('\r\n').map(bytes))).toBeLessThanOrEqual(75)
  expect(text).not.toContain('\ufffd')
  expect(eventIn(text).event.summary).toBe('Ổ ễ ặ ữ 🏥 '.repeat(40))
})

test('whatever is folded unfolds to what it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }).filter((text) => !/[\r\n]/.test(text)), (text) => {
    const folded = fold(text)
    expect(folded.replaceAll('\r\n ', '')).toBe(text)
    expect(Math.max(...folded.split('\r\n').map(bytes))).toBeLessThanOrEqual(75)
  }))
})

test('whatever is written as text is read as it was, and adds no line of its own', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
    const text = calendarOf('PUBLISH', [{ ...event, summary: `x${typed}x`, attendee: { name: typed, mail: 'ha@a.vn', reply: 'ACCEPTED' } }])
    expect(text.split('\r\n').filter((line) => line.startsWith('BEGIN:'))).toHaveLength(3)
    const kept = `x${typed}x`.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    expect(eventIn(text).event.summary).toBe(new TextDecoder().decode(new TextEncoder().encode(kept)))
  }), { numRuns: 40 })
})

test('what divides values is escaped; quotes and breaks do not leave a parameter', () => {
  expect(escapeText('a\\b;c,d\r\ne\rf\u0007')).toBe('a\\\\b\\;c\\,d\\ne\\nf')
  expect(quoted('Hà "Tuyển"\r\nX:1')).toBe('"Hà ’Tuyển’ X:1"')
  expect(escapeText('e\u0302\u0301')).toBe('ế')
})

test('an address adds no line', () => {
  const text = calendarOf('REQUEST', [{ ...event, attendee: { name: 'Hà', mail: 'ha@a.vn\r\nX-EVIL:1', reply: 'ACCEPTED' } }])
  expect(text.replaceAll('\r\n ', '')).toMatch(/:mailto:ha@a\.vnX-EVIL:1\r\n/)
})

test('moments are in UTC', () => {
  expect(instant(new Date('2026-11-04T23:59:59.999+07:00'))).toBe('20261104T165959Z')
  expect(methodOf(calendarOf('CANCEL', []))).toBe('CANCEL')
})

test('an event that is off rings no more, and one without attendee names nobody', () => {
  const { alarm: _alarm, attendee: _attendee, ...off } = event
  const text = calendarOf('PUBLISH', [{ ...off, status: 'CANCELLED' }])
  expect(text).toContain('STATUS:CANCELLED')
  expect(text).not.toMatch(/VALARM|ATTENDEE/)
})
