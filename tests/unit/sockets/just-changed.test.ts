import { expect, test } from 'vitest'
import { justChanged, keepChanged } from '~/sockets/just-changed'

test('a page that was on its way hears of a change, a page loaded later does not', () => {
  keepChanged('consult:a', 1_000)
  expect(justChanged('consult:a', 1_000)).toBe(true)
  expect(justChanged('consult:a', 11_000)).toBe(true)
  expect(justChanged('consult:a', 11_001)).toBe(false)
  expect(justChanged('consult:b', 1_000)).toBe(false)
})

test('what changed long ago is forgotten, what changed again is not', () => {
  keepChanged('consult:c', 1_000)
  keepChanged('consult:d', 2_000)
  keepChanged('consult:c', 11_500)
  keepChanged('consult:e', 12_500)
  expect(justChanged('consult:c', 12_500)).toBe(true)
  expect(justChanged('consult:d', 2_000)).toBe(false)
})
