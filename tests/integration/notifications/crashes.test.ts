import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deliverBatch, steps, sweepDeliveries } from '~/domain/notifications/deliver.server'
import { deliveriesSettled } from '~/domain/notifications/queue.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import type { SmsAnswer } from '../../support/sms-gateway'
import { aPersonToReach, deliveriesOf, tellOf } from './a-person'

const sms = await vi.hoisted(async () => {
  const { startSmsGateway, accepted } = await import('../../support/sms-gateway')
  const gateway = await startSmsGateway()
  Object.assign(process.env, { SMS_URL: gateway.url, SMS_BODY: '{"to":"{to}","text":"{text}"}', SMS_OK: accepted })
  return gateway
})

const nothing = async () => undefined
beforeAll(() => startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing }))
afterAll(async () => {
  await stopJobs(1_000)
  await sms.stop()
})

type Place = 'beforeTake' | 'afterTake' | 'afterHandOver'
class Died extends Error {}

/** The steps of a worker that dies at a place: nothing after it is done, not even a clean failure. */
function dyingAt(place: Place): typeof steps {
  return {
    take: async (...given) => {
      if (place === 'beforeTake') throw new Died()
      const told = await steps.take(...given)
      if (place === 'afterTake') throw new Died()
      return told
    },
    handOver: steps.handOver,
    finish: async () => { throw new Died() },
  }
}

type Move = { do: 'crash'; place: Place } | { do: 'work'; workers: number } | { do: 'sweep'; minutes: number } | { do: 'again' }

const moves: fc.Arbitrary<Move[]> = fc.array(fc.oneof(
  fc.record({ do: fc.constant('crash' as const), place: fc.constantFrom<Place>('beforeTake', 'afterTake', 'afterHandOver') }),
  fc.record({ do: fc.constant('work' as const), workers: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('sweep' as const), minutes: fc.integer({ min: 0, max: 15 }) }),
  fc.record({ do: fc.constant('again' as const) }),
), { minLength: 1, maxLength: 8 })
const answers = fc.array(fc.constantFrom<SmsAnswer>('take', 'twice', 'lie', 'cut', 429, 500), { maxLength: 4 })

test('over random crashes, repeats, sweeps and answers of the gateway each notice is sent at most once, and never lost without a trace', async () => {
  await fc.assert(fc.asyncProperty(moves, answers, async (happenings, said) => {
    resetClock()
    const person = await aPersonToReach()
    // Not due before the first sweep or worker of the test gets it, so that every step is the test's own.
    const { given, code } = await tellOf([person], { at: new Date(Date.now() + 30_000) })
    const [delivery] = await deliveriesOf(person)
    if (!delivery) throw new Error('nothing was planned')
    const batch = { personId: person.personId, channel: delivery.channel, batch: delivery.batch }
    moveClock(40_000)
    sms.next(...said)
    for (const happening of happenings) {
      if (happening.do === 'crash') await deliverBatch(batch, dyingAt(happening.place)).catch((error: unknown) => { if (!(error instanceof Died)) throw error })
      if (happening.do === 'work') await Promise.all(Array.from({ length: happening.workers }, () => deliverBatch(batch)))
      if (happening.do === 'again') await tellOf([person], given)
      if (happening.do === 'sweep') {
        moveClock(happening.minutes * 60_000)
        await sweepDeliveries()
      }
      await deliveriesSettled()
    }
    for (let round = 0; round < 8; round++) {
      moveClock(15 * 60_000)
      await sweepDeliveries()
      await deliveriesSettled()
    }
    sms.forget()
    const mine = sms.received.filter(({ to }) => to === person.number)
    const taken = mine.filter(({ answer }) => answer === 'take' || answer === 'twice' || answer === 'cut')
    const [end, ...others] = await deliveriesOf(person)
    expect(others).toEqual([])
    expect(taken.length).toBeLessThanOrEqual(1)
    // Asked again only where the gateway had said that it took nothing.
    expect(mine.slice(0, -1).every(({ answer }) => answer === 429)).toBe(true)
    expect(mine.every(({ text }) => text.includes(code))).toBe(true)
    expect(['sent', 'failed', 'uncertain']).toContain(end?.state)
    if (end?.state === 'sent') expect(taken).toHaveLength(1)
    if (end?.state === 'failed') expect(taken).toHaveLength(0)
  }), { numRuns: 40 })
}, 120_000)
