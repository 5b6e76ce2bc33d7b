import { z } from '~/platform/zod'
import { confirmingRoles } from './confirming'
import { readIcd10Code } from './icd10'
import { agreements, stances } from './talk-state'

const instant = z.iso.datetime()
const stay = z.object({ from: instant, until: instant })

/** Against the diagnosis before the conference. */
export const changes = ['no', 'added', 'changed'] as const

/** Diagnoses after the conference; a code is kept as the catalogue writes it. */
export const icd10 = z.array(z.object({ code: z.string().transform((typed, context) => {
  const code = readIcd10Code(typed)
  if (!code) context.addIssue({ code: 'custom', message: 'schedule:problem.icd10' })
  return code ?? ''
}), name: z.string().max(500) })).max(20)
/** What is to be done until a day, and by whom where somebody was named. */
export const nextSteps = z.array(z.object({ id: z.uuid(), text: z.string().max(1_000), dueOn: z.iso.date(), personId: z.uuid().nullable() })).max(50)

const conclusion = z.object({
  number: z.number(), question: z.string(), text: z.string(), concluded: z.boolean(), at: instant.nullable(),
  // Minutes from before opinions were given by name have none.
  agreement: z.enum(agreements).nullable().default(null),
  opinions: z.array(z.object({ personId: z.string(), stance: z.enum(stances), text: z.string() })).default([]),
})

const frozen = z.object({
  conclusions: z.array(conclusion),
  attendance: z.array(z.object({ personId: z.string(), stays: z.array(stay) })),
  named: z.array(z.object({ role: z.enum(confirmingRoles), formerId: z.string(), personId: z.string(), at: instant, reason: z.string() })),
  /** places in front of one device, with the people there */
  sites: z.array(z.object({
    name: z.string(), hospitalId: z.string(), people: z.array(z.object({ personId: z.string().nullable(), name: z.string(), position: z.string(), from: instant, until: instant.nullable() })),
  })).default([]),
  /** lines that were bad or broke, and times without anybody who leads */
  interruptions: z.array(stay.extend({ kind: z.enum(['line', 'lost', 'leaderless', 'chairGone']), personId: z.string().nullable() })).default([]),
  icd10: icd10.default([]),
  nextSteps: nextSteps.default([]),
})

/** The JSON columns of minutes: what the room left, what was completed afterwards, and who was named later to confirm. */
export type FrozenMinutes = z.infer<typeof frozen>
export type Conclusion = FrozenMinutes['conclusions'][number]
export type NextStep = FrozenMinutes['nextSteps'][number]
type Columns = { [K in keyof FrozenMinutes]: unknown }
export const frozenMinutes = ({ conclusions, attendance, named, sites, interruptions, icd10: codes, nextSteps: steps }: Columns): FrozenMinutes =>
  frozen.parse({ conclusions, attendance, named, sites, interruptions, icd10: codes, nextSteps: steps })
