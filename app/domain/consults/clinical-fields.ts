/**
 * The clinical part of the request by section, as it is folded on the page; without zod, so that pages may know it.
 * Texts of a supplement are added to what was said before, everything else takes its place.
 */
export const clinicalSections = {
  frame: ['consultKind', 'programme', 'desiredTime'],
  history: ['admissionReason', 'history', 'pastSelf', 'pastFamily', 'allergies'],
  exam: ['pulse', 'bloodPressure', 'temperature', 'respiration', 'spo2', 'glasgow', 'weight', 'exam'],
  diagnosis: ['icd10'],
  treatment: ['treatment', 'procedures'],
  tests: ['labs', 'imaging', 'ecg', 'endoscopy', 'pathology'],
  wish: ['wish', 'hasVentilator', 'hasBlood', 'hasTheatre', 'onSite'],
} as const

export type ClinicalSection = keyof typeof clinicalSections
export type ClinicalName = (typeof clinicalSections)[ClinicalSection][number]

export const clinicalNames = Object.values(clinicalSections).flat() as [ClinicalName, ...ClinicalName[]]

/** Fields with a few answers; a yes is 'yes'. */
export const clinicalChoices = {
  consultKind: ['advice', 'imaging', 'laboratory', 'pathology', 'surgery', 'training'],
  programme: ['sister', 'project1816', 'satellite', 'lineDirection', 'telehealth'],
  wish: ['keep', 'transfer', 'undecided'],
  hasVentilator: ['yes', 'no'],
  hasBlood: ['yes', 'no'],
  hasTheatre: ['yes', 'no'],
} as const satisfies Partial<Record<ClinicalName, readonly string[]>>

export type ChosenName = keyof typeof clinicalChoices
export const isChosen = (name: ClinicalName): name is ChosenName => Object.hasOwn(clinicalChoices, name)

/** Vital signs: the unit they are offered with, and what is usual enough not to be asked about again. */
export const vitals = {
  pulse: { unit: 'perMinute', from: 20, to: 250 },
  bloodPressure: { unit: 'mmHg', from: 20, to: 300 },
  temperature: { unit: 'celsius', from: 30, to: 43 },
  respiration: { unit: 'perMinute', from: 4, to: 90 },
  spo2: { unit: 'percent', from: 40, to: 100 },
  glasgow: { unit: 'points', from: 3, to: 15 },
  weight: { unit: 'kilograms', from: 0.3, to: 300 },
} as const satisfies Partial<Record<ClinicalName, { unit: string; from: number; to: number }>>

export type VitalName = keyof typeof vitals
export const vitalNames = Object.keys(vitals) as VitalName[]
export const isVital = (name: string): name is VitalName => Object.hasOwn(vitals, name)

/** Is the value of a vital sign worth a second look? Only a hint: a number nobody expects may be the reason for asking. */
export function vitalDoubt(name: VitalName, typed: string): 'unreadable' | 'unusual' | null {
  if (typed.trim() === '') return null
  const { from, to } = vitals[name]
  const numbers = [...typed.replace(/,/g, '.').matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number))
  const [first, second] = numbers
  if (first === undefined || (name === 'bloodPressure' && second === undefined)) return 'unreadable'
  if (name === 'bloodPressure') return first < from || first > to || (second ?? 0) > first ? 'unusual' : null
  return first < from || first > to ? 'unusual' : null
}

const icdCode = /^[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?[*†+]?$/

/** ICD-10 codes as typed, separated by commas or semicolons, the first one the main one; and those not of that form. */
export function readIcd(typed: string): { codes: string[]; wrong: string[] } {
  const codes = typed.split(/[,;\n]/).map((code) => code.trim().toUpperCase()).filter((code) => code !== '')
  return { codes, wrong: codes.filter((code) => !icdCode.test(code)) }
}
