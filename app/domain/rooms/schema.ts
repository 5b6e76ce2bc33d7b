import { optionalText, version, words } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { longestChat, longestConclusion } from './limits'
import { steps } from './room-state'

const questionNumber = z.number().int().min(1).max(100)
const conferenceId = z.uuid()
/** Made by the browser once per command; the second delivery of it gets the first one's answer. */
const cmdId = z.uuid()

export const joinRoom = z.strictObject({ conferenceId, lastSeq: z.number().int().min(0).max(2 ** 31 - 1) })
export const leaveRoom = z.strictObject({ conferenceId })
export const say = z.strictObject({ conferenceId, cmdId, text: words(longestChat) })
export const raiseHand = z.strictObject({ conferenceId, cmdId, raised: z.boolean() })
export const lowerHand = z.strictObject({ conferenceId, cmdId, personId: z.uuid() })
/** By chair or scribe: another one's microphone off, or free again. */
export const mutePerson = z.strictObject({ conferenceId, cmdId, personId: z.uuid(), muted: z.boolean() })
export const unmute = z.strictObject({ conferenceId, cmdId })
export const closeMicrophones = z.strictObject({ conferenceId, cmdId, closed: z.boolean() })
export const moveTo = z.strictObject({ conferenceId, cmdId, item: z.uuid(), step: z.enum(steps).exclude(['moved']), question: questionNumber.optional() })
export const conclude = z.strictObject({
  conferenceId, cmdId, item: z.uuid(), number: questionNumber, text: words(longestConclusion), concluded: z.boolean(), baseVersion: z.number().int().min(0).max(2 ** 31 - 1),
})

/** Volatile: the latest wins, nothing is stored. */
export const writing = z.strictObject({ conferenceId, item: z.uuid(), number: questionNumber })

export const closeConference = z.object({ conferenceId: z.uuid() })
export const saveMinutes = z.object({
  conferenceId: z.uuid(), itemId: z.uuid(), draftVersion: version, summary: optionalText(20_000), diagnosis: optionalText(2_000), treatmentPlan: optionalText(20_000),
})
/** One confirms the text one has before one's eyes, so it comes along. */
export const confirmMinutes = saveMinutes.extend({ password: z.string({ error: 'people:problem.passwordMissing' }).max(1_000) })

export const nameHolder = z.object({ conferenceId: z.uuid(), role: z.enum(['scribe', 'chair']), personId: z.uuid({ error: 'schedule:problem.person' }), reason: words(1_000) })

export type NameHolder = z.infer<typeof nameHolder>
export type SaveMinutes = z.infer<typeof saveMinutes>
export type ConfirmMinutes = z.infer<typeof confirmMinutes>
export type CloseConference = z.infer<typeof closeConference>
export type JoinRoom = z.infer<typeof joinRoom>
export type LeaveRoom = z.infer<typeof leaveRoom>
export type Say = z.infer<typeof say>
export type RaiseHand = z.infer<typeof raiseHand>
export type LowerHand = z.infer<typeof lowerHand>
export type MutePerson = z.infer<typeof mutePerson>
export type Unmute = z.infer<typeof unmute>
export type CloseMicrophones = z.infer<typeof closeMicrophones>
export type MoveTo = z.infer<typeof moveTo>
export type Conclude = z.infer<typeof conclude>
export type Writing = z.infer<typeof writing>
