import { day } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { longest, shortest } from './limits'

const uuid = z.uuid({ error: 'schedule:problem.person' })
const reason = z.string({ error: 'schedule:problem.reason' }).trim().min(5, { error: 'schedule:problem.reason' }).max(1_000, { error: 'schedule:problem.reasonLong' })
  .refine((text) => !text.includes('\0'), { error: 'schedule:problem.reason' })

/** yyyy-MM-ddTHH:mm as the browser's field gives it, meant in Vietnam, which has one time all year round. */
const localTime = z.string().trim()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'schedule:problem.time' })
  // JavaScript reads 31 November as 1 December.
  .refine((typed) => day.safeParse(typed.slice(0, 10)).success, { error: 'schedule:problem.time' })
  .transform((typed) => new Date(`${typed}:00+07:00`))
  .refine((at) => !Number.isNaN(at.getTime()), { error: 'schedule:problem.time' })

export const arrangeConference = z.object({
  consultId: z.uuid(),
  when: z.enum(['now', 'later'], { error: 'schedule:problem.when' }),
  startsAt: z.union([z.literal('').transform(() => undefined), localTime]).optional(),
  minutes: z.coerce.number({ error: 'schedule:problem.length' }).int({ error: 'schedule:problem.length' }).min(shortest, { error: 'schedule:problem.length' }).max(longest, { error: 'schedule:problem.length' }),
  chairId: uuid,
  scribeId: uuid,
  specialistIds: z.array(uuid).max(20, { error: 'schedule:problem.tooMany' }).default([]),
})
export const openConference = z.object({ conferenceId: z.uuid() })
export const recordNotHeld = z.object({ conferenceId: z.uuid(), reason })

export type ArrangeConference = z.infer<typeof arrangeConference>
export type OpenConference = z.infer<typeof openConference>
export type RecordNotHeld = z.infer<typeof recordNotHeld>
