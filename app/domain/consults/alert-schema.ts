import { z } from '~/platform/zod'
import { optionalText, uuid, words } from '~/platform/http/form'
import { settable } from './alert'
import { limits } from './limits'

export const raiseAlert = z.object({
  supportingId: uuid, specialtyCode: z.string({ error: 'consults:problem.specialtyCode' }).min(1, { error: 'consults:problem.specialtyCode' }).max(40),
  line: optionalText(limits.reason), overrideReason: optionalText(limits.reason),
})
export const raiseLevel = z.object({ consultId: uuid, level: z.enum(['redAlert', 'emergency', 'sameDay'], { error: 'consults:problem.level' }), note: optionalText(limits.reason) })
export const markAlert = z.object({ consultId: uuid, kind: z.enum(settable, { error: 'problems:unknownChoice' }), note: optionalText(limits.reason) })
export const endAlert = z.object({ consultId: uuid, summary: words(limits.reason, 'alert:problem.summary') })

export type RaiseAlert = z.infer<typeof raiseAlert>
export type RaiseLevel = z.infer<typeof raiseLevel>
export type MarkAlert = z.infer<typeof markAlert>
export type EndAlert = z.infer<typeof endAlert>
