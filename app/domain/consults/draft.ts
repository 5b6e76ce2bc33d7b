import { z } from '~/platform/zod'
import { optionalText, text, uuid, version } from '~/platform/http/form'
import { clinicalShape } from './clinical'
import { limits } from './limits'

export { limits }

/** The form as typed: any part may be missing or half written, only size and characters are checked. */
export const draftContent = z.object({
  level: optionalText(20), supportingId: optionalText(40), specialtyCode: optionalText(40), overrideReason: optionalText(limits.reason),
  unidentified: optionalText(5), patientName: optionalText(limits.short), sex: optionalText(10),
  ageValue: optionalText(10), ageUnit: optionalText(10), ageEstimated: optionalText(5),
  situation: optionalText(limits.situation), questions: z.preprocess((value) => value ?? [], z.array(text(limits.question)).max(limits.questions, { error: 'consults:problem.tooManyQuestions' })),
  dataBasis: optionalText(20), basisPerson: optionalText(limits.short), basisRelation: optionalText(limits.short), basisReason: optionalText(limits.reason),
  recordNumber: optionalText(50), admissionNumber: optionalText(50), department: optionalText(limits.short), room: optionalText(50), bed: optionalText(50),
  admittedOn: optionalText(10), diagnosis: optionalText(limits.reason),
  birthDate: optionalText(10), nationalId: optionalText(50), insuranceNumber: optionalText(50), address: optionalText(limits.short), ethnicity: optionalText(50), occupation: optionalText(limits.short),
  summary: optionalText(limits.situation), episodeKind: optionalText(20), ...clinicalShape,
})
export type DraftContent = z.infer<typeof draftContent>

export const emptyDraft: DraftContent = draftContent.parse({})

/** Stored drafts come back through the same door. */
export const readDraft = (stored: unknown): DraftContent => {
  const parsed = draftContent.safeParse(stored ?? {})
  return parsed.success ? parsed.data : emptyDraft
}

// z.array fields must be visible to fieldsOf, so the shape names them directly.
export const saveDraft = draftContent.extend({ consultId: uuid, version, questions: z.array(text(limits.question)).max(limits.questions, { error: 'consults:problem.tooManyQuestions' }) })
export type SaveDraft = z.infer<typeof saveDraft>
export const sendConsult = saveDraft
export type SendConsult = SaveDraft
