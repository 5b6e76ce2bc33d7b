import { expect, test } from 'vitest'
import { z } from '~/platform/zod'
import { complaintsOf, day, echo, fieldsOf, optionalText, text, uuid, version, words } from '~/platform/http/form'

const schema = z.object({ name: words(10), note: optionalText(10), list: z.array(text(5)), on: day.optional() })
const form = (entries: [string, string][]): FormData => {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test('fields come as the schema declares them, unknown ones do not come at all', () => {
  const fields = fieldsOf(form([['name', 'a'], ['name', 'b'], ['list', 'x'], ['role', 'administrator']]), schema)
  expect(fields).toEqual({ name: 'b', note: undefined, list: ['x'], on: undefined })
})

test.each([
  ['NUL', 'a\u0000b', 'problems:brokenText'],
  ['broken UTF-8', 'a\ufffdb', 'problems:brokenText'],
  ['half a character', 'a\ud83db', 'problems:brokenText'],
  ['too long', 'x'.repeat(100_000), 'problems:tooLong'],
  ['empty', '   ', 'problems:required'],
])('%s is refused with a key', (_what, typed, key) => {
  const parsed = schema.safeParse({ name: typed, list: [] })
  expect(parsed.success).toBe(false)
  if (!parsed.success) expect(complaintsOf(parsed.error)).toContainEqual(expect.objectContaining({ field: 'name', key }))
})

test('text is trimmed, NFC and has one kind of line end', () => {
  expect(text(100).parse('  Nguye\u0302\u0303n\r\nVa\u0306n  ')).toBe('Nguy\u1ec5n\nV\u0103n')
})

test.each([['2026-02-29', false], ['2028-02-29', true], ['2026-13-01', false], ['29/02/2028', false], ['', false]])('the day %s', (typed, good) => {
  expect(day.safeParse(typed).success).toBe(good)
})

test('whole characters beyond the first plane are text', () => {
  expect(text(10).parse('𡨸喃 😀')).toBe('𡨸喃 😀')
})

test.each([['0', true], ['2147483646', true], ['99999999999', false], ['-1', false], ['1.5', false], ['x', false]])('the version %s', (typed, good) => {
  expect(version.safeParse(typed).success).toBe(good)
})

test('an id is a uuid', () => {
  expect(uuid.safeParse("x' or 1=1").success).toBe(false)
  expect(uuid.safeParse('019412d4-7c00-7000-8000-000000000001').success).toBe(true)
})

test('what was typed is shown again, a password never', () => {
  expect(echo(form([['name', 'An'], ['password', 'x'], ['q', '1'], ['q', '2'], ['commandId', 'c']]))).toEqual({ name: 'An', q: ['1', '2'] })
})
