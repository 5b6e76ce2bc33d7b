import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextStep, pause, remindAt, type Ladder, type RungName, type RunningClock, type Told } from '~/domain/consults/escalation'
import type { Level } from '~/platform/database/enums'

const minute = 60_000
const start = new Date('2026-11-04T20:00:00.000Z')
const at = (minutes: number) => new Date(start.getTime() + minutes * minute)
const person = (personId: string): Told => ({ personId, hospitalId: 'h' })
const clock = (changes: Partial<RunningClock> = {}): RunningClock => ({
  kind: 'reach', level: 'emergency', startedAt: start, dueAt: at(10), remindedAt: null, escalatedAt: null, rung: 0, toldIds: [], unreached: false, ...changes,
})
const ladder: Ladder = { first: [person('a')], rungs: [{ name: 'duty', people: [person('a')] }, { name: 'duty', people: [person('b')] }, { name: 'coordinators', people: [person('c'), person('d')] }] }

describe('a step of the ladder', () => {
  test('before half of the time: wait for it', () => expect(nextStep(clock(), ladder, at(1))).toEqual({ do: 'wait', nextAt: at(5) }))
  test('at half of the time: remind once', () => {
    expect(nextStep(clock({ toldIds: ['a'] }), ladder, at(5))).toEqual({ do: 'remind', to: [person('a')], nextAt: at(10) })
    expect(nextStep(clock({ toldIds: ['a'], remindedAt: at(5) }), ladder, at(6))).toEqual({ do: 'wait', nextAt: at(10) })
  })
  test('at the end: the next on duty, who was not told yet', () => {
    expect(nextStep(clock({ toldIds: ['a'] }), ladder, at(10))).toMatchObject({ do: 'escalate', rung: 1, to: [person('b')], nextAt: at(15) })
    expect(nextStep(clock({ toldIds: ['a', 'b'], rung: 1 }), ladder, at(15))).toMatchObject({ do: 'escalate', rung: 2, name: 'coordinators', to: [person('c'), person('d')] })
  })
  test('nobody left: the alarm', () => expect(nextStep(clock({ toldIds: ['a', 'b', 'c', 'd'] }), ladder, at(20))).toMatchObject({ do: 'alarm' }))
  test('a gap in the roster climbs at once', () => expect(nextStep(clock(), { ...ladder, first: [] }, at(0))).toMatchObject({ do: 'escalate', rung: 1 }))
  test('nobody anywhere is an alarm at once', () => expect(nextStep(clock(), { first: [], rungs: [] }, at(0))).toMatchObject({ do: 'alarm' }))
  test('the next duty hears of what it takes over', () => expect(nextStep(clock({ toldIds: ['z'] }), ladder, at(10))).toMatchObject({ do: 'escalate', name: 'first', to: [person('a')] }))
  test('a clock too short for a reminder has none', () => expect(remindAt({ startedAt: start, dueAt: at(2) })).toBeNull())
})

const names: RungName[] = ['duty', 'coordinators', 'leader', 'busy', 'otherSide']
const people = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 4 }).map((ids) => ids.map(person))
const ladders = fc.record({ first: people, rungs: fc.array(fc.record({ name: fc.constantFrom(...names), people }), { maxLength: 6 }) })
/** Rosters change while a clock runs, sweeps come late, somebody answers or nobody does. */
const nights = fc.record({
  level: fc.constantFrom<Level>('redAlert', 'emergency', 'sameDay', 'routine'), length: fc.integer({ min: 1, max: 600 }), rosters: fc.array(ladders, { minLength: 1, maxLength: 12 }),
  late: fc.array(fc.integer({ min: 0, max: 240 }), { minLength: 1, maxLength: 8 }), answeredAfter: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
})

test('never ends without a person told or a visible alarm, and tells nobody twice for one rung', () => {
  fc.assert(fc.property(nights, ({ level, length, rosters, late, answeredAfter }) => {
    let running = clock({ level, dueAt: at(length) })
    let now = start
    const rungs = new Map<number, string[]>()
    let told = 0
    for (let look = 0; look < 60; look += 1) {
      if (answeredAfter !== null && look > answeredAfter && told > 0) return
      const now_ladder = rosters[look % rosters.length]
      if (!now_ladder) return
      const step = nextStep(running, now_ladder, now)
      // Always looked at again, and later: no clock falls asleep and none spins.
      expect(step.nextAt.getTime()).toBeGreaterThan(now.getTime())
      const knew = running.rung === 0 && running.toldIds.length === 0 ? now_ladder.first : []
      const to = step.do === 'remind' || step.do === 'escalate' ? step.to : []
      if (step.do === 'escalate') {
        expect(to.length).toBeGreaterThan(0)
        expect(rungs.has(step.rung)).toBe(false)
        rungs.set(step.rung, to.map(({ personId }) => personId))
        // Whoever was told on another rung is not told again.
        expect(to.some(({ personId }) => running.toldIds.includes(personId))).toBe(false)
      }
      expect(new Set(to.map(({ personId }) => personId)).size).toBe(to.length)
      told += to.length
      if (step.do === 'remind') expect(running.remindedAt).toBeNull()
      if (now >= running.dueAt) expect(step.do === 'escalate' || step.do === 'alarm').toBe(true)
      running = {
        ...running, remindedAt: step.do === 'remind' ? now : running.remindedAt, rung: step.do === 'escalate' ? step.rung : running.rung, unreached: running.unreached || step.do === 'alarm',
        toldIds: [...new Set([...running.toldIds, ...[...knew, ...to].map(({ personId }) => personId)])],
      }
      now = new Date(step.nextAt.getTime() + (late[look % late.length] ?? 0) * 1_000)
    }
    // Nobody answered for sixty looks: everybody was told, and the line is red.
    expect(running.unreached).toBe(true)
  }), { numRuns: 500 })
})

test('the more urgent, the shorter the wait between two rungs', () => {
  expect(pause.redAlert).toBeLessThan(pause.emergency)
  expect(pause.emergency).toBeLessThan(pause.sameDay)
  expect(pause.sameDay).toBeLessThan(pause.routine)
})
