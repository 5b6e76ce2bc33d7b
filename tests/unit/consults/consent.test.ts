import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { consentText, signatureProblems, signerAge, standingOf } from '~/domain/consults/consent'
import { texts } from '~/platform/texts/bundled.server'

const at = (day: number) => new Date(Date.UTC(2026, 10, day))
const given = { relation: 'self', personName: '', childAgreed: '', reason: '' } as const

describe('who has to agree', () => {
  test.each([
    [{ value: 20, unit: 'days' }, 'smallChild'], [{ value: 83, unit: 'months' }, 'smallChild'], [{ value: 84, unit: 'months' }, 'minor'],
    [{ value: 6, unit: 'years' }, 'smallChild'], [{ value: 7, unit: 'years' }, 'minor'], [{ value: 15, unit: 'years' }, 'minor'], [{ value: 17, unit: 'years' }, 'minor'],
    [{ value: 18, unit: 'years' }, 'adult'], [{ value: 216, unit: 'months' }, 'adult'],
  ] as const)('%o is a %s', (age, expected) => expect(signerAge({ ...age, birthYear: null })).toBe(expected))

  test.each([
    [2020, 'smallChild'], [2019, 'minor'], [2009, 'minor'], [2008, 'minor'], [2007, 'adult'],
  ] as const)('by the year of birth alone, in 2026, %d is a %s: the birthday may be still to come', (birthYear, expected) => expect(signerAge({ value: 2026 - birthYear, unit: 'years', birthYear })).toBe(expected))

  test('an age nobody knows is left to the doctor who sees the patient', () => expect(signerAge(null)).toBe('adult'))

  test.each([
    ['adult', given, []],
    ['adult', { ...given, relation: 'child', personName: 'Bùi Văn An' }, ['reason']],
    ['adult', { ...given, relation: 'child', reason: 'Hôn mê.' }, ['personName']],
    ['adult', { ...given, relation: 'child', personName: 'Bùi Văn An', reason: 'Hôn mê.' }, []],
    ['minor', given, ['relation']],
    ['minor', { ...given, relation: 'parent', personName: 'Bùi Văn An' }, ['childAgreed']],
    ['minor', { ...given, relation: 'parent', personName: 'Bùi Văn An', childAgreed: 'on' }, []],
    ['minor', { ...given, relation: 'parent', personName: 'Bùi Văn An', reason: 'Hôn mê.' }, []],
    ['smallChild', { ...given, relation: 'parent' }, ['personName']],
    ['smallChild', { ...given, relation: 'parent', personName: 'Bùi Văn An' }, []],
  ] as const)('%s signing as %o lacks %o', (age, input, fields) => expect(signatureProblems(input, age).map(({ field }) => field)).toEqual(fields))
})

test.each([
  [[], null],
  [['emergency'], 'emergency'],
  [['emergency', 'given'], 'given'],
  [['given', 'emergency'], 'given'],
  [['emergency', 'given', 'withdrawn'], 'withdrawn'],
  [['withdrawn', 'given'], 'given'],
] as const)('%o stands as %s', (kinds, expected) => {
  const rows = kinds.map((kind, index) => ({ kind, at: at(index + 1) }))
  expect(standingOf(rows)).toBe(expected)
  expect(standingOf([...rows].reverse())).toBe(expected)
})

test('other words on the sheet are another version of it', () => {
  const words = createHash('sha256').update(JSON.stringify((texts.vi.papers as Record<string, unknown>).consent)).digest('hex').slice(0, 12)
  expect({ consentText, words }).toEqual({ consentText: 'ĐĐHC-01 (11/2026)', words: '2d51214dc633' })
})
