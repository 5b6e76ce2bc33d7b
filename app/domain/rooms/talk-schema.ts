import { z } from '~/platform/zod'
import { optionalText, words } from '~/platform/http/form'
import { longestHelp, longestOpinion } from './limits'
import { stances } from './talk-state'

const conferenceId = z.uuid()
const cmdId = z.uuid()
const number = z.number().int().min(1).max(100)
const version = z.number().int().min(0).max(2 ** 31 - 1)
const question = { conferenceId, cmdId, item: z.uuid(), number }

/** The names and values of typed fields are known to minutes-fields.ts. */
export const setField = z.strictObject({ conferenceId, cmdId, item: z.uuid(), name: z.string().min(1).max(40), value: z.json(), baseVersion: version })
/** of: in whose name a chair or scribe writes it down. */
export const giveOpinion = z.strictObject({ ...question, stance: z.enum(stances), text: optionalText(longestOpinion), of: z.uuid().optional() })
export const pollOpinions = z.strictObject({ ...question, open: z.boolean() })
export const orderHand = z.strictObject({ conferenceId, cmdId, personId: z.uuid(), before: z.uuid().nullable() })
export const giveFloor = z.strictObject({ conferenceId, cmdId, personId: z.uuid().nullable() })
export const takeLead = z.strictObject({ conferenceId, cmdId, baseVersion: version })
export const askHelp = z.strictObject({ conferenceId, cmdId, text: words(longestHelp) })
export const takeHelp = z.strictObject({ conferenceId, cmdId, call: z.number().int().min(1).max(2 ** 31 - 1) })

export type SetField = z.infer<typeof setField>
export type GiveOpinion = z.infer<typeof giveOpinion>
export type PollOpinions = z.infer<typeof pollOpinions>
export type OrderHand = z.infer<typeof orderHand>
export type GiveFloor = z.infer<typeof giveFloor>
export type TakeLead = z.infer<typeof takeLead>
export type AskHelp = z.infer<typeof askHelp>
export type TakeHelp = z.infer<typeof takeHelp>
