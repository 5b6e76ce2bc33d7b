import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditions, contradiction, endAnnounced, needsLine, readmissionDue, readmissionFrom } from '~/domain/consults/follow-up'
import { may, mayConsult } from '~/domain/consults/policy'
import { taskOf, type TaskScope } from '~/domain/consults/tasks'
import { speaksAs } from '~/domain/consults/thread'
import type { EndKind, TreatmentResult } from '~/platform/database/enums'
import { actor, cast, consult, junior, senior } from './people'

test('only “không thay đổi” says all by itself', () => {
  expect(conditions.filter((condition) => !needsLine(condition))).toEqual(['same'])
  expect(conditions.map(endAnnounced)).toEqual([null, null, null, 'discharge', null, 'death'])
})

const ends: readonly EndKind[] = ['discharge', 'endOfCare', 'referral', 'leftAgainstAdvice', 'death']
const results: readonly TreatmentResult[] = ['recovered', 'improved', 'unchanged', 'worse', 'died', 'hopelessHome', 'unknown']

describe('what cannot be true beside the end', () => {
  test.each(ends)('%s', (endKind) => {
    const refused = results.filter((result) => contradiction({ endKind, referred: false }, { result, onSite: false }))
    expect(refused).toEqual(endKind === 'death' ? results.filter((result) => result !== 'died') : endKind === 'discharge' || endKind === 'endOfCare' ? ['died'] : [])
  })

  test('who was moved was not treated on the spot', () => {
    expect(contradiction({ endKind: 'discharge', referred: true }, { result: 'improved', onSite: true })).toBe('referredOnSite')
    expect(contradiction({ endKind: 'referral', referred: false }, { result: 'improved', onSite: true })).toBe('referredOnSite')
    expect(contradiction({ endKind: 'discharge', referred: false }, { result: 'improved', onSite: true })).toBeNull()
  })
})

describe('day 30', () => {
  test('is a day of the calendar in Vietnam, from 30 to 90', () => {
    const outcome = { endKind: 'discharge', endedOn: new Date('2026-10-01T00:00:00Z'), entered: false } as const
    expect(readmissionFrom('2026-10-01')).toBe('2026-10-31')
    const at = (instant: string) => readmissionDue(outcome, new Date(instant))
    // Midnight in Vietnam is 17:00 UTC of the day before.
    expect([at('2026-10-30T16:59:00Z'), at('2026-10-30T17:00:00Z'), at('2026-12-30T16:59:00Z'), at('2026-12-30T17:00:00Z')]).toEqual([false, true, true, false])
  })

  test('nobody is asked twice, nor about the dead', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.constantFrom(...ends), fc.boolean(), (days, endKind, entered) => {
      const due = readmissionDue({ endKind, endedOn: new Date('2026-01-01T00:00:00Z'), entered }, new Date(Date.UTC(2026, 0, 1 + days)))
      expect(due).toBe(!entered && endKind !== 'death' && days >= 30 && days <= 90)
    }))
  })
})

describe('after a referral', () => {
  const receiving = 'receiving'
  const referred = consult({ state: 'following', receivingId: receiving, rights: { kinds: ['treating'], identified: true } })
  const there = (roles: Parameters<typeof actor>[0]) => actor({ personId: 'there', hospitalId: receiving, ...roles })
  const hasIt = { ...referred, rights: { kinds: ['receiving' as const], identified: true } }

  test('the receiver follows, refers onward, ends, evaluates and writes; the treating doctor no longer follows nor asks again', () => {
    for (const role of ['treatingDoctor', 'specialist', 'coordinator'] as const)
      expect((['followUp', 'refer', 'endEpisode', 'write'] as const).map((action) => may(there({ roles: [role] }), hasIt, action))).toEqual([true, true, true, true])
    expect(mayConsult.evaluate(there({ roles: ['treatingDoctor'] }), hasIt)).toBe(true)
    for (const action of ['followUp', 'endEpisode', 'askAgain'] as const) expect(may(cast.treatingDoctor.who, referred, action), action).toBe(false)
    expect(may(cast.colleague.who, { ...referred, rights: { kinds: ['department'], identified: true } }, 'followUp')).toBe(false)
    for (const action of ['decide', 'withdraw', 'reopen', 'closeNotFollowed'] as const) expect(may(there({ roles: ['treatingDoctor', 'coordinator'] }), hasIt, action), action).toBe(false)
  })

  test('a right of the receiver works only at the receiver, and a head there without a role at the bedside only reads', () => {
    expect(may(actor({ hospitalId: senior, roles: ['treatingDoctor'] }), hasIt, 'followUp')).toBe(false)
    expect(may(there({ roles: ['head'] }), hasIt, 'followUp')).toBe(false)
  })

  test('its coordinator and whoever made the last entry are asked, nobody else', () => {
    const scope: TaskScope = { state: 'following', requestingId: junior, supportingId: senior, receivingId: receiving, treatingDoctorId: 'doctor', specialistId: 'expert', lastEntryById: null, unacknowledged: false, evaluated: false, readmissionDue: false }
    expect(taskOf(there({ roles: ['coordinator'] }), scope)).toBe('followUp')
    expect(taskOf(there({ roles: ['treatingDoctor'] }), scope)).toBe('watch')
    expect(taskOf(there({ roles: ['treatingDoctor'] }), { ...scope, lastEntryById: 'there' })).toBe('followUp')
    expect(taskOf(cast.treatingDoctor.who, scope)).toBe('watch')
    for (const who of [cast.treatingDoctor.who, cast.requestingCoordinator.who, there({ roles: ['coordinator'] })]) expect(taskOf(who, { ...scope, state: 'closed', evaluated: true, readmissionDue: true })).toBe('enterReadmission')
    expect(taskOf(cast.specialist.who, { ...scope, state: 'closed', readmissionDue: true })).toBe('watch')
  })
})

test('somebody speaks in the role nearest to the patient', () => {
  const both = actor({ roles: ['coordinator', 'treatingDoctor', 'head'] })
  expect(speaksAs(both, { kinds: ['coordinator', 'treating'], identified: true })).toBe('treatingDoctor')
  expect(speaksAs(both, { kinds: ['coordinator'], identified: true })).toBe('coordinator')
  expect(speaksAs(actor({ roles: ['head'] }), { kinds: ['treating'], identified: true })).toBe('head')
  expect(speaksAs(actor({ roles: ['specialist', 'coordinator'] }), { kinds: ['receiving', 'coordinator'], identified: true })).toBe('specialist')
})
