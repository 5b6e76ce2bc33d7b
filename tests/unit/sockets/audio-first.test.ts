import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, decide, retry, stepOf, steps, type AudioFirst, type Measured } from '~/sockets/audio-first'
import { sendingAt } from '~/sockets/sending'

const every = 2_000
const bad: Measured = { quality: 'bad', loss: 0.2, rate: null }
const good: Measured = { quality: 'good', loss: 0, rate: null }
const full: Measured = { quality: 'fair', loss: 0, rate: 90_000 }
const measured = fc.record<Measured>({ quality: fc.constantFrom('good', 'fair', 'poor', 'bad'), loss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), rate: fc.option(fc.integer({ min: 0, max: 3_000_000 })) })

/** One reading every two seconds; each state on the way. */
function run(readings: readonly Measured[], from: AudioFirst = begin(0), began = 0): AudioFirst[] {
  let now = from
  return readings.map((reading, index) => (now = decide(now, reading, began + (index + 1) * every)))
}
const many = (reading: Measured, seconds: number) => Array.from({ length: Math.ceil((seconds * 1_000) / every) }, () => reading)

describe('sound first', () => {
  test('a bad line gives up pictures one step after the other, and within half a minute all of them', () => {
    const states = run(many(bad, 30))
    expect(states.map(({ step }) => step).filter((step, place, all) => step !== all[place - 1])).toEqual([0, 1, 2, 3, 4, 5])
    expect(stepOf(states.at(-1) ?? begin(0), false)).toBe('sound')
  })

  test('where speech breaks one’s own picture goes at once', () => {
    expect(run(many({ quality: 'bad', loss: 0.4, rate: null }, 4)).at(-1)?.step).toBe(steps.indexOf('ownOff'))
  })

  test('a poor line is given more time than a bad one', () => {
    const steps = (reading: Measured) => run(many(reading, 8)).at(-1)?.step
    expect(steps({ quality: 'poor', loss: 0.1, rate: null })).toBeLessThan(steps(bad) ?? 0)
  })

  test('a line that is full of one’s own picture gives it room back, down to no picture of one’s own and no further', () => {
    expect(run(many(full, 8)).at(-1)?.step).toBe(0)
    expect(run(many(full, 14)).at(-1)?.step).toBe(1)
    expect(run(many(full, 300)).at(-1)?.step).toBe(steps.indexOf('ownOff'))
    // A long way or a little loss is no reason to take a picture away.
    for (const rate of [null, 400_000]) expect(run(many({ ...full, rate }, 300)).at(-1)?.step).toBe(0)
  })

  test('one bad moment changes nothing', () => {
    expect(run([...many(good, 10), bad, ...many(good, 10)]).every(({ step }) => step === 0)).toBe(true)
  })

  test('after any past, a line that stays good brings everything back', () => {
    fc.assert(fc.property(fc.array(measured, { maxLength: 200 }), (past) => {
      const before = run(past).at(-1) ?? begin(0)
      const after = run(many(good, 5 * 160 + 20), before, past.length * every)
      expect(after.at(-1)?.step).toBe(0)
    }))
  })

  test('whatever is measured: steps exist, back goes one at a time and never sooner than ten good seconds', () => {
    fc.assert(fc.property(fc.array(measured, { maxLength: 300 }), (past) => {
      const states = [begin(0), ...run(past)]
      states.forEach(({ step }, place) => {
        expect(steps[step]).toBeDefined()
        const before = states[place - 1]?.step ?? 0
        if (step >= before) return
        expect(before - step).toBe(1)
        expect(past.slice(Math.max(0, place - 6), place).every(({ quality }) => quality === 'good')).toBe(true)
      })
    }))
  })

  test('a line that carries only so much is not tried again and again', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), (carries) => {
      let now = begin(0)
      const tries: number[] = []
      for (let at = every; at <= 3_600_000; at += every) {
        const next = decide(now, now.step < carries ? bad : good, at)
        if (next.step < now.step) tries.push(at)
        now = next
      }
      // In an hour: four while it learns, then at most one in 160 seconds.
      expect(tries.length).toBeLessThanOrEqual(4 + 3_600 / 160)
      const lastTries = tries.slice(-3)
      lastTries.forEach((at, place) => expect(at - (lastTries[place - 1] ?? -Infinity)).toBeGreaterThanOrEqual(160_000))
    }))
  })

  test('a page that slept for an hour decides nothing on what it did not see', () => {
    const before = run(many(bad, 8)).at(-1) ?? begin(0)
    for (const reading of [bad, good]) expect(decide(before, reading, 3_600_000).step).toBe(before.step)
    // A clock that was set back counts as sleep too.
    expect(decide(before, bad, 0).step).toBe(before.step)
  })

  test('by hand everything comes on again, and goes again where the line does not carry it', () => {
    const weak = run(many(bad, 30)).at(-1) ?? begin(0)
    const again = retry(weak, 40_000)
    expect(again.step).toBe(0)
    expect(run(many(bad, 10), again, 40_000).at(-1)?.step).toBeGreaterThan(0)
  })

  test('saving data keeps pictures away on the best of lines', () => {
    expect(stepOf(begin(0), true)).toBe('othersOff')
    expect(stepOf({ step: 5 }, true)).toBe('sound')
  })
})

test('each step sends no more than the one before, and sound is never off', () => {
  const all = steps.map((step) => sendingAt[step])
  const bits = all.map(({ picture, screen }) => [picture?.bits ?? 0, screen?.bits ?? 0] as const)
  bits.forEach(([picture, screen], place) => {
    const [before, screenBefore] = bits[place - 1] ?? [Infinity, Infinity]
    expect(picture <= before && screen <= screenBefore).toBe(true)
  })
  expect(all.every(({ sound }) => sound.bits >= 16_000)).toBe(true)
})
