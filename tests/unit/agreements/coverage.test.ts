import { expect, test } from 'vitest'
import fc from 'fast-check'
import { coverage, type Terms } from '~/domain/agreements/coverage'

const terms = (changes: Partial<Terms> = {}): Terms => ({
  id: 'a1', number: '214/TT', status: 'signed', validFrom: '2026-01-01', validUntil: '2026-12-31', supporting: ['XP'], supported: ['BV'], specialties: ['tim-mach'], ...changes,
})
const request = { requestingId: 'BV', supportingId: 'XP', specialtyCode: 'tim-mach' }

test.each([
  ['inside', [terms()], '2026-06-01', { covered: true, agreementId: 'a1', number: '214/TT', validUntil: '2026-12-31' }],
  ['on the first day', [terms()], '2026-01-01', { covered: true }],
  ['on the last day', [terms()], '2026-12-31', { covered: true }],
  ['the day before', [terms()], '2025-12-31', { covered: false, reason: 'notYet', day: '2026-01-01' }],
  ['the day after', [terms()], '2027-01-01', { covered: false, reason: 'expired', day: '2026-12-31' }],
  ['no agreement', [], '2026-06-01', { covered: false, reason: 'noAgreement' }],
  ['a draft is none', [terms({ status: 'draft' })], '2026-06-01', { covered: false, reason: 'noAgreement' }],
  ['suspended', [terms({ status: 'suspended' })], '2026-06-01', { covered: false, reason: 'suspended' }],
  ['terminated', [terms({ status: 'terminated' })], '2026-06-01', { covered: false, reason: 'terminated' }],
  ['another specialty', [terms({ specialties: ['nhi'] })], '2026-06-01', { covered: false, reason: 'specialty' }],
  ['the sides are not exchanged', [terms({ supporting: ['BV'], supported: ['XP'] })], '2026-06-01', { covered: false, reason: 'noAgreement' }],
  ['one of several covers', [terms({ id: 'old', validUntil: '2026-03-01' }), terms({ id: 'new', validFrom: '2026-03-02' })], '2026-06-01', { covered: true, agreementId: 'new' }],
  ['the nearest reason is told', [terms({ specialties: ['nhi'] }), terms({ number: '7', validUntil: '2026-05-31' })], '2026-06-01', { covered: false, reason: 'expired', number: '7' }],
] as const)('%s', (_what, given, today, wanted) => {
  expect(coverage([...given], request, today)).toMatchObject(wanted)
})

test('whatever else is there, one agreement that covers is enough', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-06-${String(date).padStart(2, '0')}`)
  const any = fc.record({ status: fc.constantFrom('draft', 'signed', 'suspended', 'terminated'), validFrom: day, validUntil: day, specialties: fc.subarray(['tim-mach', 'nhi']), supported: fc.subarray(['BV', 'TB']) })
  fc.assert(fc.property(fc.array(any, { maxLength: 6 }), fc.nat(6), (others, place) => {
    const list = others.map((other, index) => terms({ ...other, id: `o${index}` } as Partial<Terms>))
    list.splice(place, 0, terms())
    expect(coverage(list, request, '2026-06-15').covered).toBe(true)
    expect(coverage(list.filter((one) => !one.specialties.includes('tim-mach')), request, '2026-06-15').covered).toBe(false)
  }))
})
