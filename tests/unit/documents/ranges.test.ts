import { expect, test } from 'vitest'
import { rangeOf } from '~/domain/documents/ranges'

test.each<[string | null, ReturnType<typeof rangeOf>]>([
  [null, null], ['bytes=0-', { start: 0, end: 99 }], ['bytes=10-19', { start: 10, end: 19 }], ['bytes=90-500', { start: 90, end: 99 }], ['bytes=-20', { start: 80, end: 99 }], ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=100-', 'none'], ['bytes=20-10', 'none'], ['bytes=-0', 'none'], ['bytes=-', null], ['bytes=0-1,5-6', null], ['lines=1-2', null],
])('of 100 bytes %s', (header, wanted) => {
  expect(rangeOf(header, 100)).toEqual(wanted)
})
