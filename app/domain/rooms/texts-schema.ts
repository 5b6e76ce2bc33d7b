import { z } from '~/platform/zod'
import { largestUpdate } from './text-fields'

/** Bytes travel as base64: one frame with a length and an alphabet that can be checked; binary ones would come beside the message. */
const bytes = (most: number) => z.string().max(Math.ceil(most / 3) * 4).regex(/^[A-Za-z0-9+/]*={0,2}$/).transform((text, context): Uint8Array => {
  if (text.length % 4 === 0) return new Uint8Array(Buffer.from(text, 'base64'))
  context.addIssue('Not base64')
  return z.NEVER
})
const place = { conferenceId: z.uuid(), itemId: z.uuid() }

export const syncTexts = z.strictObject({ ...place, stateVector: bytes(16 * 1024) })
export const updateTexts = z.strictObject({ ...place, cmdId: z.uuid(), update: bytes(largestUpdate) })
/** Volatile: in which text somebody writes. */
export const writingIn = z.strictObject({ ...place, field: z.string().max(20).regex(/^[a-z]+(:\d+)?$/) })

export type SyncTexts = z.output<typeof syncTexts>
export type UpdateTexts = z.output<typeof updateTexts>
export type WritingIn = z.output<typeof writingIn>
/** As they travel. */
export type SyncTextsMessage = z.input<typeof syncTexts>
export type UpdateTextsMessage = z.input<typeof updateTexts>
