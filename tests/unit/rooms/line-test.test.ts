import { expect, test } from 'vitest'
import { adviceFor } from '~/domain/rooms/line-test'

test.each([
  [{ delay: 20, down: 20_000, up: 8_000 }, 'picture'],
  [{ delay: 300, down: 600, up: 450 }, 'picture'],
  [{ delay: 900, down: 20_000, up: 8_000 }, 'sound'],
  [{ delay: 20, down: 20_000, up: 200 }, 'sound'],
  // 128 kbit/s and 400 ms: a district's line at a busy hour.
  [{ delay: 420, down: 120, up: 115 }, 'sound'],
  [{ delay: 2_000, down: 20_000, up: 8_000 }, 'telephone'],
  [{ delay: 100, down: 50, up: 100 }, 'telephone'],
] as const)('on a line of %j one comes in with %s', (line, advice) => {
  expect(adviceFor(line)).toBe(advice)
})
