import { z } from '~/platform/zod'
import { changes, icd10, nextSteps } from './stored-minutes'
import { agreements, settlements } from './talk-state'

/** Of each question: its number follows a colon. */
const ofQuestions: Record<string, z.ZodType> = {
  /** concluded, or left open with a reason; the words are a free text of the minutes */
  settled: z.enum(settlements).nullable(),
  /** how far those who gave an opinion agree, as chair or scribe judge it */
  agreement: z.enum(agreements).nullable(),
}

/** Of the consult as a whole. */
const ofItems: Record<string, z.ZodType> = {
  /** diagnoses after the conference */
  icd10,
  /** against the diagnosis before */
  change: z.enum(changes).nullable(),
  /** what is to be done until a day */
  nextSteps,
}

const numbered = /^([a-z]+):([1-9]\d{0,2})$/i
const own = (schemas: Record<string, z.ZodType>, name: string): z.ZodType | null => (Object.hasOwn(schemas, name) ? schemas[name] ?? null : null)

/** The question a typed field of the minutes is about; null for one of the whole consult. */
export const questionOfField = (name: string): number | null => Number(numbered.exec(name)?.[2] ?? 0) || null

/** What a typed field of the minutes may hold; null where there is no field of that name. */
export function fieldShape(name: string): z.ZodType | null {
  const [, stem] = numbered.exec(name) ?? []
  return stem === undefined ? own(ofItems, name) : own(ofQuestions, stem)
}
