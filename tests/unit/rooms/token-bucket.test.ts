import { expect, test } from 'vitest'
import { tokenBucket } from '~/sockets/token-bucket'

test('a bucket gives its burst at once, then what time brings, never more than it holds', () => {
  let now = 0
  const bucket = tokenBucket(3, 2, () => now)
  const taken = () => Array.from({ length: 5 }, () => bucket.take()).filter(Boolean).length
  expect(taken()).toBe(3)
  now += 1_000
  expect(taken()).toBe(2)
  now += 60_000
  expect(taken()).toBe(3)
})
