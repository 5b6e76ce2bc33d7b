import { z } from '~/platform/zod'
import { optionalText } from '~/platform/http/form'
import { clinicalChoices, clinicalNames, isChosen, isVital, type ClinicalName } from './clinical-fields'
import { limits } from './limits'

const long = optionalText(limits.clinical)
const short = optionalText(limits.short)

/** The folded part of the request as a form sends it; every field may be missing. Numbers keep the text as typed. */
export const clinicalShape = {
  consultKind: short, programme: short, desiredTime: short,
  admissionReason: long, history: long, pastSelf: long, pastFamily: long, allergies: long,
  pulse: short, bloodPressure: short, temperature: short, respiration: short, spo2: short, glasgow: short, weight: short, exam: long,
  icd10: short, treatment: long, procedures: long,
  labs: long, imaging: long, ecg: long, endoscopy: long, pathology: long,
  wish: short, onSite: long, hasVentilator: short, hasBlood: short, hasTheatre: short,
} as const satisfies Record<ClinicalName, z.ZodType<string>>

/** The clinical part as it is stored: only what was filled in, never identity. */
export type Clinical = Partial<Record<ClinicalName, string>>

const stored = z.partialRecord(z.enum(clinicalNames), z.string()).catch({})

/** Consult.clinical and the like come back through this door; what nobody can read is nothing. */
export const readClinical = (json: unknown): Clinical => stored.parse(json ?? {})

const kept = (name: ClinicalName, value: string | undefined): value is string =>
  value !== undefined && value !== '' && (!isChosen(name) || (clinicalChoices[name] as readonly string[]).includes(value))

/** The filled fields among all that were typed; a choice nobody offered is left out. */
export const clinicalOf = (typed: Partial<Record<ClinicalName, string>>): Clinical =>
  Object.fromEntries(clinicalNames.flatMap((name) => (kept(name, typed[name]) ? [[name, typed[name]]] : [])))

/** Numbers, choices and codes take the place of what was there; texts are added below it. */
const replaces = (name: ClinicalName): boolean => isVital(name) || isChosen(name) || name === 'icd10' || name === 'desiredTime'

/** The clinical part after a supplement. */
export function supplemented(before: Clinical, added: Clinical): Clinical {
  const merged = { ...before }
  for (const [name, value] of Object.entries(added) as [ClinicalName, string][]) merged[name] = before[name] && !replaces(name) ? `${before[name]}\n${value}` : value
  return merged
}
