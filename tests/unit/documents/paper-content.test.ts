import { expect, test } from 'vitest'
import { dateWords } from '~/domain/documents/paper-pieces'
import { confirmedAt, paperContent, printable } from '~/domain/documents/paper-content'
import { translate } from '~/platform/texts/translate.server'
import { anOpinion, someMinutes } from '../../support/documents/contents'

test.each([
  ['e\u0302\u0301', 'ế'],
  ['  a\tb\r\nc\rd\u0000\u0007\u202e\u200b\ufeff ', 'a b\nc\nd'],
  ['a\n\n \n\nb', 'a\n\nb'],
  ['\ud800x', 'x'],
  ['👨‍⚕️ ok', '👨⚕️ ok'],
])('%j prints as %j', (typed, printed) => {
  expect(printable(typed)).toBe(printed)
})

test('an endless word is broken, once', () => {
  const printed = printable('x'.repeat(1200))
  expect(printed.split('\n').map((line) => line.length)).toEqual([500, 500, 200])
  expect(printable(printed)).toBe(printed)
})

test('what was parsed once parses to itself', () => {
  for (const content of [anOpinion(), someMinutes()]) expect(paperContent.parse(paperContent.parse(content))).toEqual(content)
})

test.each([['2026-01-09', 'ngày 09 tháng 01 năm 2026'], ['2026-03-31', 'ngày 31 tháng 3 năm 2026'], ['2026-11-04', 'ngày 04 tháng 11 năm 2026']])('%s is written %s', (day, words) => {
  expect(dateWords(day, translate('vi'))).toBe(words)
})

test('minutes are final when the later of scribe and chair has confirmed', () => {
  const { chair, scribe } = someMinutes()
  expect(confirmedAt(someMinutes())).toEqual(new Date(chair.confirmedAt ?? ''))
  expect(confirmedAt(someMinutes({ scribe: { ...scribe, confirmedAt: '2026-11-05T00:00:00.000Z' } }))).toEqual(new Date('2026-11-05T00:00:00.000Z'))
})
