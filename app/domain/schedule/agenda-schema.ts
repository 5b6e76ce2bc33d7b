import { optionalText, text } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { longest, mostConsults, shortestItem } from './limits'

/** The minutes of one consult. */
export const itemLength = z.coerce.number({ error: 'schedule:problem.itemLength' }).int({ error: 'schedule:problem.itemLength' })
  .min(shortestItem, { error: 'schedule:problem.itemLength' }).max(longest, { error: 'schedule:problem.itemLength' })

const isHttps = (typed: string): boolean => {
  if (!URL.canParse(typed)) return false
  const { protocol, username, password } = new URL(typed)
  return protocol === 'https:' && username === '' && password === ''
}

export const title = optionalText(200)
/** Of another service in the place of our sound and picture. */
export const outsideLink = z.preprocess((typed) => typed ?? '', text(500).refine((typed) => typed === '' || isHttps(typed), { error: 'schedule:problem.link' }))
export const outsideTelephone = z.preprocess((typed) => typed ?? '', text(40).refine((typed) => typed === '' || /^\+?\d[\d\s().,#*-]{2,38}$/.test(typed), { error: 'schedule:problem.telephone' }))

const person = z.uuid({ error: 'schedule:problem.person' })
const conferenceId = z.uuid()
const reason = text(1_000).refine((typed) => typed.length >= 5, { error: 'schedule:problem.reason' })
export const roles = ['chair', 'deputy', 'scribe', 'presenter', 'specialist', 'observer', 'technician'] as const

export const publishConference = z.object({ conferenceId })
export const approveConference = z.object({ conferenceId, note: optionalText(1_000) })
export const refuseConference = z.object({ conferenceId, reason })
/** In the order they are to have, each with its minutes. */
export const orderAgenda = z.object({ conferenceId, itemIds: z.array(z.uuid()).max(mostConsults), lengths: z.array(itemLength).max(mostConsults) })
export const addConsult = z.object({ conferenceId, consultId: z.uuid({ error: 'schedule:problem.consult' }), minutes: itemLength, presenterId: z.union([z.literal('').transform(() => undefined), person]).optional() })
/** Without another conference it waits among those of the hospital. */
export const postponeItem = z.object({ conferenceId, itemId: z.uuid(), toConferenceId: z.union([z.literal(''), z.uuid({ error: 'schedule:problem.consult' })]).optional(), reason })
export const dropItem = z.object({ conferenceId, itemId: z.uuid(), reason })
export const setMember = z.object({ conferenceId, personId: person, role: z.enum(roles, { error: 'schedule:problem.role' }) })
export const describeConference = z.object({ conferenceId, title, link: outsideLink, telephone: outsideTelephone })

export type PublishConference = z.infer<typeof publishConference>
export type ApproveConference = z.infer<typeof approveConference>
export type RefuseConference = z.infer<typeof refuseConference>
export type OrderAgenda = z.infer<typeof orderAgenda>
export type AddConsult = z.infer<typeof addConsult>
export type PostponeItem = z.infer<typeof postponeItem>
export type DropItem = z.infer<typeof dropItem>
export type SetMember = z.infer<typeof setMember>
export type DescribeConference = z.infer<typeof describeConference>
