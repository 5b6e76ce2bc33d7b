/** Who a header names: name as DICOM writes it (family^given), sex M, F or O, birth yyyyMMdd; '' where it says nothing. */
export interface NamedPatient { patientName: string; patientSex: string; birthDate: string }

/** Who the request is about, as far as it says. */
export interface AskedPatient { name: string | null; sex: 'male' | 'female' | 'unknown' | null; birthYear: number | null; age: { value: number; unit: 'years' | 'months' | 'days'; estimated: boolean } | null }

export type Difference = 'name' | 'sex' | 'birth'
export interface PatientMatch { match: 'same' | 'unlike' | 'unknown'; differences: Difference[] }

/** Header and request may differ by so many years when only an age is known, or an estimated one. */
const tolerance = { exact: 1, estimated: 7 }

/**
 * Compares the patient of a picture with the patient of the request. Devices write names without accents, in either order and with
 * or without ^; so names are compared as sets of plain words. `same` needs the name to agree and nothing to differ.
 */
export function matchPatient(named: NamedPatient, asked: AskedPatient, now: Date): PatientMatch {
  const compared: [Difference, boolean | null][] = [['name', sameName(named.patientName, asked.name)], ['sex', sameSex(named.patientSex, asked.sex)], ['birth', sameBirth(named.birthDate, asked, now)]]
  const differences = compared.flatMap(([field, same]) => (same === false ? [field] : []))
  if (differences.length > 0) return { match: 'unlike', differences }
  return { match: compared[0]?.[1] === true ? 'same' : 'unknown', differences: [] }
}

const plainWords = (name: string): string[] =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().split(/[^a-z]+/).filter(Boolean).sort()

/** What devices write when nobody typed a name. */
const nameless = /^(?:anonym\w*|unknown|no name|khong ten|khong ro|test|xxx*)$/

function sameName(header: string, asked: string | null): boolean | null {
  const [ideographic] = header.split('=')
  const there = plainWords(ideographic ?? '')
  const here = plainWords(asked ?? '')
  if (there.length === 0 || here.length === 0 || nameless.test(there.join(' '))) return null
  return there.join(' ') === here.join(' ') || there.join('') === here.join('')
}

function sameSex(header: string, asked: AskedPatient['sex']): boolean | null {
  const there = header === 'M' ? 'male' : header === 'F' ? 'female' : null
  return there === null || asked === null || asked === 'unknown' ? null : there === asked
}

function sameBirth(header: string, { birthYear, age }: AskedPatient, now: Date): boolean | null {
  const year = Number(header.slice(0, 4))
  // Devices fill in the beginning of their calendar when nobody knows.
  if (!/^\d{8}$/.test(header) || year < 1901) return null
  if (birthYear !== null) return Math.abs(year - birthYear) <= (age?.estimated ? tolerance.estimated : tolerance.exact)
  if (!age) return null
  const years = age.unit === 'years' ? age.value : age.unit === 'months' ? age.value / 12 : age.value / 365
  return Math.abs(now.getUTCFullYear() - years - year) <= (age.estimated ? tolerance.estimated : tolerance.exact + 0.99)
}
