import type { AgeUnit } from '~/platform/database/enums'

/** An age on the day of sending; where only the year of birth is known, with that year. */
export interface Age { value: number; unit: AgeUnit; estimated: boolean; birthYear: number | null }

export interface TypedAge { ageValue: string; ageUnit: string; ageEstimated: string; birthDate: string }

export type AgeFound = { age: Age } | { problem: { field: 'ageValue' | 'ageUnit' | 'birthDate'; key: string; params?: Record<string, number> } }

/** The oldest age a unit makes sense for: beyond it another unit was meant. */
const oldest: Record<AgeUnit, number> = { years: 130, months: 72, days: 366 }
const firstYear = 1900
const words: Record<string, AgeUnit> = { tuổi: 'years', năm: 'years', tháng: 'months', ngày: 'days' }

const isUnit = (value: string): value is AgeUnit => Object.hasOwn(oldest, value)
const yearOf = (day: string): number => Number(day.slice(0, 4))

/** A date of birth as an age in the unit that says most: days to two months, months to six years, then years. */
export function ageOn(birthDate: string, today: string): { value: number; unit: AgeUnit } {
  const days = Math.round((Date.parse(today) - Date.parse(birthDate)) / 86_400_000)
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today.split('-').map(Number)
  const months = (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0)
  if (months < 2) return { value: days, unit: 'days' }
  return months < 72 ? { value: months, unit: 'months' } : { value: Math.floor(months / 12), unit: 'years' }
}

/**
 * What was typed as an age: "67", "3 tháng", "15 ngày" (words win over the unit chosen), or a year from 1900 to this one, which is a
 * year of birth. With nothing typed, a date of birth says it. `today` is yyyy-MM-dd in Vietnam; both days are.
 */
export function readAge(typed: TypedAge, today: string): AgeFound {
  const estimated = typed.ageEstimated !== ''
  if (typed.ageValue === '') return typed.birthDate === '' ? wrong('consults:problem.ageValue') : fromBirth(typed.birthDate, today, estimated)
  const [, digits, word] = /^(\d{1,4})\s*(tuổi|năm|tháng|ngày)?$/iu.exec(typed.ageValue) ?? []
  if (digits === undefined) return wrong('consults:problem.ageNumber')
  const value = Number(digits)
  const unit = word ? words[word.toLowerCase()] : typed.ageUnit
  const thisYear = yearOf(today)
  if (value >= firstYear && value <= thisYear && word?.toLowerCase() !== 'tuổi') return { age: { value: thisYear - value, unit: 'years', estimated, birthYear: value } }
  if (!unit || !isUnit(unit)) return { problem: { field: 'ageUnit', key: 'consults:problem.ageUnit' } }
  if (value > thisYear && value < thisYear + 200) return wrong('consults:problem.birthYearAhead', { year: thisYear })
  if (value > oldest[unit]) return wrong('consults:problem.ageImpossible', { limit: oldest[unit] })
  return { age: { value, unit, estimated, birthYear: null } }
}

/** The age of a draft as typed so far; null while it says none. */
export function ageSoFar(typed: TypedAge, today: string): Age | null {
  const found = readAge(typed, today)
  return 'age' in found ? found.age : null
}

const wrong = (key: string, params?: Record<string, number>): AgeFound => ({ problem: { field: 'ageValue', key, ...(params && { params }) } })

function fromBirth(birthDate: string, today: string, estimated: boolean): AgeFound {
  const problem = dayProblem(birthDate, today)
  if (problem) return { problem: { field: 'birthDate', key: problem } }
  return { age: { ...ageOn(birthDate, today), estimated, birthYear: null } }
}

/** What is wrong with a day of the past, as a text key; null when nothing is, or when none was given. */
export function dayProblem(day: string, today: string): string | null {
  if (day === '') return null
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day) || yearOf(day) < firstYear) return 'problems:badDate'
  return day > today ? 'problems:futureDate' : null
}
