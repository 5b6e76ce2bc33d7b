import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, readAge } from '~/domain/consults/age'

const today = '2026-11-21'
const read = (ageValue: string, ageUnit = 'years', birthDate = '') => readAge({ ageValue, ageUnit, ageEstimated: '', birthDate }, today)
const said = (...given: Parameters<typeof read>) => {
  const found = read(...given)
  return 'age' in found ? `${found.age.value} ${found.age.unit}${found.age.birthYear ? ` since ${found.age.birthYear}` : ''}` : `${found.problem.field} ${found.problem.key.split(/[.:]/).at(-1)}`
}

describe('what is typed as an age', () => {
  test.each([
    ['67', 'years', '67 years'], ['0', 'years', '0 years'], ['130', 'years', '130 years'], ['131', 'years', 'ageValue ageImpossible'],
    ['1', 'months', '1 months'], ['72', 'months', '72 months'], ['73', 'months', 'ageValue ageImpossible'],
    ['0', 'days', '0 days'], ['366', 'days', '366 days'], ['367', 'days', 'ageValue ageImpossible'],
    // A year is a year of birth, whatever the unit says.
    ['1958', 'years', '68 years since 1958'], ['1900', 'years', '126 years since 1900'], ['2026', 'days', '0 years since 2026'], ['sinh 1958', 'years', 'ageValue ageNumber'],
    ['1899', 'years', 'ageValue ageImpossible'], ['2027', 'years', 'ageValue birthYearAhead'], ['9999', 'years', 'ageValue ageImpossible'],
    // The unit may be written behind the number.
    ['3 tháng', 'years', '3 months'], ['15 ngày', 'years', '15 days'], ['15ngày', 'years', '15 days'], ['67 tuổi', 'days', '67 years'], ['67 TUỔI', 'days', '67 years'], ['1958 tuổi', 'years', 'ageValue ageImpossible'],
    ['', 'years', 'ageValue ageValue'], ['67', '', 'ageUnit ageUnit'], ['67', 'weeks', 'ageUnit ageUnit'], ['67', 'toString', 'ageUnit ageUnit'],
    ['-1', 'years', 'ageValue ageNumber'], ['6,5', 'years', 'ageValue ageNumber'], ['6.5', 'years', 'ageValue ageNumber'], ['1e2', 'years', 'ageValue ageNumber'],
    ['sáu mươi', 'years', 'ageValue ageNumber'], ['10000', 'years', 'ageValue ageNumber'], ['٦٧', 'years', 'ageValue ageNumber'],
  ])('%s %s', (value, unit, expected) => expect(said(value, unit)).toBe(expected))

  test('a guess stays a guess', () => expect(readAge({ ageValue: '1958', ageUnit: 'years', ageEstimated: 'on', birthDate: '' }, today)).toMatchObject({ age: { estimated: true, birthYear: 1958 } }))
})

describe('a date of birth in place of an age', () => {
  test.each([
    ['2026-11-21', '0 days'], ['2026-11-20', '1 days'], ['2026-09-22', '60 days'], ['2026-09-21', '2 months'], ['2020-11-22', '71 months'], ['2020-11-21', '6 years'], ['1958-11-22', '67 years'], ['1958-11-21', '68 years'],
    ['2026-11-22', 'birthDate futureDate'], ['1899-12-31', 'birthDate badDate'], ['2026-02-30', 'birthDate badDate'], ['hôm qua', 'birthDate badDate'],
  ])('%s', (day, expected) => expect(said('', 'years', day)).toBe(expected))
  test('the age that was typed is the one that counts', () => expect(said('67', 'years', '2020-01-01')).toBe('67 years'))

  test('never negative, and never beyond what its unit allows', () => fc.assert(fc.property(fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date(`${today}T00:00:00Z`), noInvalidDate: true }), (born) => {
    const { value, unit } = ageOn(born.toISOString().slice(0, 10), today)
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual({ days: 62, months: 71, years: 127 }[unit])
  })))
})
