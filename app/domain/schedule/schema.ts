import { day } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { longest, mostConsults, mostPeople, shortest } from './limits'
import { itemLength, outsideLink, outsideTelephone, title } from './agenda-schema'

const uuid = z.uuid({ error: 'schedule:problem.person' })
const reason = z.string({ error: 'schedule:problem.reason' }).trim().min(5, { error: 'schedule:problem.reason' }).max(1_000, { error: 'schedule:problem.reasonLong' })
  .refine((text) => !text.includes('\0'), { error: 'schedule:problem.reason' })

/** yyyy-MM-ddTHH:mm as the browser's field gives it, meant in Vietnam, which has one time all year round. */
export const localTimeOr = (error: string) => z.string({ error }).trim()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error, abort: true })
  // JavaScript reads 31 November as 1 December.
  .refine((typed) => day.safeParse(typed.slice(0, 10)).success, { error })
  .transform((typed) => new Date(`${typed}:00+07:00`))
  .refine((at) => !Number.isNaN(at.getTime()), { error })
export const localTime = localTimeOr('schedule:problem.time')

const perhaps = z.union([z.literal('').transform(() => undefined), uuid]).optional()
const several = z.array(uuid).max(mostPeople, { error: 'schedule:problem.tooMany' }).default([])

export const arrangeConference = z.object({
  /** the consult one came from: an agenda of it alone where none is given */
  consultId: z.uuid().optional(),
  /** the agenda in order, with the minutes and who presents, line by line; without minutes they share the time */
  consultIds: z.array(z.uuid()).max(mostConsults, { error: 'schedule:problem.tooManyConsults' }).optional(),
  lengths: z.array(itemLength).max(mostConsults).optional(),
  presenterIds: z.array(perhaps).max(mostConsults).optional(),
  when: z.enum(['now', 'later'], { error: 'schedule:problem.when' }),
  startsAt: z.union([z.literal('').transform(() => undefined), localTime]).optional(),
  minutes: z.coerce.number({ error: 'schedule:problem.length' }).int({ error: 'schedule:problem.length' }).min(shortest, { error: 'schedule:problem.length' }).max(longest, { error: 'schedule:problem.length' }),
  chairId: uuid,
  deputyId: perhaps,
  scribeId: uuid,
  specialistIds: z.array(uuid).max(20, { error: 'schedule:problem.tooMany' }).default([]),
  observerIds: z.array(uuid).max(mostPeople, { error: 'schedule:problem.tooManyObservers' }).optional(),
  technicianIds: z.array(uuid).max(mostPeople, { error: 'schedule:problem.tooMany' }).optional(),
  siteIds: z.array(z.uuid({ error: 'schedule:problem.site' })).max(20, { error: 'schedule:problem.site' }).optional(),
  title: title.optional(), link: outsideLink.optional(), telephone: outsideTelephone.optional(),
})
/** What has been chosen so far; a time that is not yet whole is no time. */
export const suggestSlots = z.object({
  consultId: z.uuid().optional(), consultIds: arrangeConference.shape.consultIds, presenterIds: arrangeConference.shape.presenterIds, minutes: arrangeConference.shape.minutes, chairId: perhaps, deputyId: perhaps, scribeId: perhaps, specialistIds: several, siteIds: several,
  startsAt: z.string().optional().transform((typed) => localTime.safeParse(typed).data),
})
export type SuggestSlots = z.infer<typeof suggestSlots>

/** which invitation was before the reader's eyes: an answer to an earlier one counts for nothing */
const sequence = z.coerce.number({ error: 'schedule:problem.changed' }).int({ error: 'schedule:problem.changed' }).min(0).max(2 ** 31 - 2)
const length = z.coerce.number({ error: 'schedule:problem.length' }).int({ error: 'schedule:problem.length' }).min(shortest, { error: 'schedule:problem.length' }).max(longest, { error: 'schedule:problem.length' })
const anotherTime = { conferenceId: z.uuid(), sequence, startsAt: localTime, minutes: length, reason }

export const acceptInvitation = z.object({ conferenceId: z.uuid(), sequence })
export const declineInvitation = z.object({ conferenceId: z.uuid(), sequence, reason })
export const proposeTime = z.object(anotherTime)
export const moveConference = z.object(anotherTime)
export const answerProposal = z.object({ conferenceId: z.uuid(), sequence, answerId: z.uuid() })
export const releaseMember = z.object({ conferenceId: z.uuid(), personId: uuid })
export const makeFeed = z.object({})
export const endFeed = z.object({})
export const openConference = z.object({ conferenceId: z.uuid() })
export const recordNotHeld = z.object({ conferenceId: z.uuid(), reason })

export type ArrangeConference = z.infer<typeof arrangeConference>
export type AcceptInvitation = z.infer<typeof acceptInvitation>
export type DeclineInvitation = z.infer<typeof declineInvitation>
export type ProposeTime = z.infer<typeof proposeTime>
export type MoveConference = z.infer<typeof moveConference>
export type AnswerProposal = z.infer<typeof answerProposal>
export type ReleaseMember = z.infer<typeof releaseMember>
export type OpenConference = z.infer<typeof openConference>
export type RecordNotHeld = z.infer<typeof recordNotHeld>
