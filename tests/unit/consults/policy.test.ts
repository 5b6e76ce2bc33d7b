import { describe, expect, test } from 'vitest'
import { may, mayConsult, type ConsultScope } from '~/domain/consults/policy'
import type { ConsultAction } from '~/domain/consults/lifecycle'
import { life, states, type Part } from './life'
import { actor, cast, consult, senior } from './people'

const parts = Object.keys(cast) as Part[]
const holding = (part: Part, state: ConsultScope['state'] = 'sent') => consult({ state, rights: { kinds: cast[part].kinds, identified: true } })
type Guarded = keyof typeof mayConsult & ConsultAction
const guarded = Object.keys(mayConsult).filter((action) => life.some(([, done]) => done === action)) as Guarded[]

describe('who may do what', () => {
  test.each(guarded)('%s', (action) => {
    for (const state of states)
      for (const part of parts) {
        const agreed = life.some(([from, done, by]) => from === state && done === action && by.includes(part))
        expect([state, part, may(cast[part].who, holding(part, state), action)]).toEqual([state, part, agreed])
      }
  })

  test('nobody without a right to the consult, whatever the role', () => {
    for (const part of parts) for (const action of guarded) for (const state of states) expect(may(cast[part].who, consult({ state }), action)).toBe(false)
  })

  test('nobody with the right but without the role, or for another hospital', () => {
    for (const part of parts) for (const action of guarded) for (const state of states) {
      expect(may({ ...cast[part].who, roles: [] }, holding(part, state), action)).toBe(false)
      expect(may({ ...cast[part].who, hospitalId: 'elsewhere' }, holding(part, state), action)).toBe(false)
    }
  })

  test('not another doctor, nor a specialist who was replaced', () => {
    expect(mayConsult.decide({ ...cast.treatingDoctor.who, personId: 'other' }, holding('treatingDoctor'))).toBe(false)
    expect(mayConsult.answer({ ...cast.specialist.who, personId: 'other' }, holding('specialist'))).toBe(false)
  })

  test('who led the conference that answered says something to the outcome, though no specialist was assigned', () => {
    const led = consult({ specialistId: null, rights: { kinds: ['chair'], identified: true } })
    expect(mayConsult.remark(actor({ personId: 'chair', hospitalId: senior, roles: ['head'] }), led)).toBe(true)
    expect(mayConsult.remark(actor({ personId: 'chair', roles: ['head'] }), led)).toBe(false)
    expect(mayConsult.answer(actor({ personId: 'chair', hospitalId: senior, roles: ['head'] }), led)).toBe(false)
  })

  test('a draft is begun by treating doctors of hospitals', () => {
    expect(mayConsult.create(actor({ roles: ['treatingDoctor'] }))).toBe(true)
    expect(mayConsult.create(actor({ roles: ['treatingDoctor'], hospitalKind: 'authority' }))).toBe(false)
    for (const role of ['coordinator', 'specialist', 'head', 'authority', 'administrator'] as const) expect(mayConsult.create(actor({ roles: [role], hospitalId: senior }))).toBe(false)
  })

  test('reading wants any right, the identity an identified one', () => {
    expect(mayConsult.read(actor(), consult())).toBe(false)
    expect(mayConsult.read(actor(), consult({ rights: { kinds: ['observer'], identified: false } }))).toBe(true)
    expect(mayConsult.identify(actor(), consult({ rights: { kinds: ['observer'], identified: false } }))).toBe(false)
  })
})
