import { expect, test } from 'vitest'
import { buckets } from '~/platform/http/rate-limit'

test('a bucket empties, tells how long to wait, and refills', () => {
  const wait = buckets({ burst: 2, perSecond: 0.5 })
  expect([wait('a', 0), wait('a', 0), wait('a', 0)]).toEqual([0, 0, 2])
  expect(wait('a', 1000)).toBe(1)
  expect(wait('a', 2000)).toBe(0)
  expect(wait('a', 2000)).toBe(2)
})

test('one address does not use up another one', () => {
  const wait = buckets({ burst: 1, perSecond: 1 })
  expect([wait('a', 0), wait('a', 0), wait('b', 0)]).toEqual([0, 1, 0])
})

test('a flood of addresses costs no time, and forgets those not seen for longest', () => {
  const wait = buckets({ burst: 1, perSecond: 1 })
  expect([wait('quiet', 0), wait('busy', 0)]).toEqual([0, 0])
  for (let number = 0; number < 15_000; number++) wait(`new ${number}`, 0)
  expect(wait('busy', 0)).toBe(1)
  for (let number = 15_000; number < 30_000; number++) wait(`new ${number}`, 0)
  expect([wait('busy', 0), wait('quiet', 0)]).toEqual([1, 0])
})
