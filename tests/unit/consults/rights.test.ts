import { describe, expect, test } from 'vitest'
import { rightsOf, type AccessRow } from '~/domain/consults/rights'
import { actor, junior, senior } from './people'

const now = new Date('2026-11-04T03:00:00Z')
const row = (given: Partial<AccessRow> = {}): AccessRow => ({
  hospitalId: junior, personId: 'doctor', role: null, departmentId: null, kind: 'treating', deidentified: false, validFrom: new Date('2026-11-01T00:00:00Z'), validUntil: null, ...given,
})
const doctor = actor({ personId: 'doctor', roles: ['treatingDoctor'], departmentId: 'ward' })
const forRole = { personId: null, role: 'coordinator', kind: 'coordinator' } as const

describe('rights', () => {
  test.each<[string, Partial<AccessRow>, boolean]>([
    ['the person', {}, true],
    ['another person', { personId: 'other' }, false],
    ['the person for another hospital', { hospitalId: senior }, false],
    ['a role the person has', { personId: null, role: 'treatingDoctor' }, true],
    ['a role the person has not', { personId: null, role: 'coordinator' }, false],
    ['neither person nor role', { personId: null }, false],
    ['the role in the own department', { personId: null, role: 'treatingDoctor', departmentId: 'ward' }, true],
    ['the role in another department', { personId: null, role: 'treatingDoctor', departmentId: 'theatre' }, false],
    ['not yet', { validFrom: new Date('2026-11-05T00:00:00Z') }, false],
    ['from this moment', { validFrom: now }, true],
    ['no longer', { validUntil: new Date('2026-11-03T00:00:00Z') }, false],
    ['until this moment', { validUntil: now }, false],
    ['until later', { validUntil: new Date('2026-11-05T00:00:00Z') }, true],
  ])('given to %s', (_, given, holds) => {
    expect(rightsOf(doctor, [row(given)], now)).toEqual(holds ? { kinds: ['treating'], identified: true } : { kinds: [], identified: false })
  })

  test('identified as soon as one of them is', () => {
    const coordinator = actor({ hospitalId: senior, roles: ['coordinator'] })
    const hidden = row({ hospitalId: senior, ...forRole, deidentified: true })
    expect(rightsOf(coordinator, [hidden], now)).toEqual({ kinds: ['coordinator'], identified: false })
    expect(rightsOf(coordinator, [hidden, row({ hospitalId: senior, ...forRole })], now)).toEqual({ kinds: ['coordinator'], identified: true })
    expect(rightsOf(coordinator, [hidden, row({ hospitalId: senior, ...forRole, validUntil: now })], now).identified).toBe(false)
  })

  test('no rows, no right', () => {
    expect(rightsOf(doctor, [], now)).toEqual({ kinds: [], identified: false })
  })
})
