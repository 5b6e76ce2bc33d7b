import { expect, test } from 'vitest'
import { headlineOf } from '~/domain/consults/headline'

test.each([
  ['Đau ngực.\nMạch 56.', 'Đau ngực.'],
  ['\n\nĐau ngực', 'Đau ngực'],
  ['', ''],
  ['a'.repeat(140), 'a'.repeat(140)],
  ['b'.repeat(141), `${'b'.repeat(139)}…`],
])('%j is about %j', (situation, headline) => {
  expect(headlineOf(situation)).toBe(headline)
})
