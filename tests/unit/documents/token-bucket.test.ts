import { expect, test } from 'vitest'
import { tokenBucket } from '~/platform/http/token-bucket'

test('lets a burst through, then as many as flow in, and says how long to wait', () => {
  const take = tokenBucket({ capacity: 3, perMinute: 6 })
  expect([0, 0, 0, 0].map(() => take('a', 0))).toEqual([0, 0, 0, 10])
  expect(take('b', 0)).toBe(0)
  expect([take('a', 9_000), take('a', 10_000), take('a', 10_000)]).toEqual([1, 0, 10])
  expect([0, 0, 0, 0].map(() => take('a', 3_600_000))).toEqual([0, 0, 0, 10])
})

test('a clock set back gives nothing away, and a flood of keys is forgotten oldest first', () => {
  const take = tokenBucket({ capacity: 1, perMinute: 1, most: 2 })
  take('a', 60_000)
  expect(take('a', 0)).toBe(60)
  take('b', 0)
  take('c', 0)
  expect(take('a', 0)).toBe(0)
})
