import { day, optionalText, text, uuid, version, words } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { confirmingRoles } from './confirming'
import { readIcd10 } from './icd10'
import { changes } from './stored-minutes'
import { agreements } from './talk-state'

const ofItem = { conferenceId: z.uuid(), itemId: uuid }
const long = text(20_000).optional()
const many = (each: z.ZodType<string>, most: number) => z.array(each).max(most).optional()

/** Conclusions, agreement and next steps come as lists in the order of the page; what a form does not send stays as it is. */
const texts = {
  summary: long, diagnosis: text(2_000).optional(), overall: long, treatmentPlan: long,
  conclusions: many(text(20_000), 100), agreements: many(z.enum([...agreements, '']), 100),
  icd10: text(4_000).transform((typed, context) => {
    const read = readIcd10(typed)
    if (!read) context.addIssue({ code: 'custom', message: 'schedule:problem.icd10' })
    return read ?? []
  }).optional(),
  change: z.enum([...changes, ''], { error: 'problems:unknownChoice' }).optional(),
  stepIds: many(z.union([uuid, z.literal('')]), 50), stepTexts: many(text(1_000), 50), stepDays: many(z.union([z.literal(''), day]), 50), stepPeople: many(z.union([uuid, z.literal('')]), 50),
}

const password = z.string({ error: 'people:problem.passwordMissing' }).max(1_000)

export const saveMinutes = z.object({ ...ofItem, draftVersion: version, ...texts })
/** One confirms the text one has before one's eyes, so its version comes along, and the text where one may change it. */
export const confirmMinutes = saveMinutes.extend({ password })
export const nameHolder = z.object({ conferenceId: z.uuid(), role: z.enum(['scribe', 'chair']), personId: z.uuid({ error: 'schedule:problem.person' }), reason: words(1_000) })
export const nameTreating = z.object({ ...ofItem, personId: z.uuid({ error: 'schedule:problem.person' }), reason: words(1_000) })
export const correctMinutes = z.object({ ...ofItem, reason: words(1_000) })
/** The text as it stands becomes a sheet to sign. */
export const printMinutes = z.object({ ...ofItem, draftVersion: version })
/** Who signed when: a day for each of `roles`; the number the hospital gave the paper. */
export const takeSigned = z.object({ ...ofItem, printedSha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'schedule:problem.printFirst' }), number: optionalText(60), roles: z.array(z.enum(confirmingRoles)).max(confirmingRoles.length), signedOn: z.array(day).max(confirmingRoles.length), password })

export type SaveMinutes = z.infer<typeof saveMinutes>
export type ConfirmMinutes = z.infer<typeof confirmMinutes>
export type NameHolder = z.infer<typeof nameHolder>
export type NameTreating = z.infer<typeof nameTreating>
export type CorrectMinutes = z.infer<typeof correctMinutes>
export type PrintMinutes = z.infer<typeof printMinutes>
export type TakeSigned = z.infer<typeof takeSigned>
