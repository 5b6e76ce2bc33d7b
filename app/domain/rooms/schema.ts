import { words } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { longestChat } from './limits'
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

/** Volatile: the latest wins, nothing is stored. */
/** field: of the minutes, by its name. */
export const writing = z.strictObject({ conferenceId, item: z.uuid(), field: z.string().min(1).max(40) })

export const closeConference = z.object({ conferenceId: z.uuid() })
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
export type Writing = z.infer<typeof writing>
