import { optionalText, words } from '~/platform/http/form'
import { z } from '~/platform/zod'

const conferenceId = z.uuid()
const siteId = z.uuid({ error: 'schedule:problem.site' })
const longestMessage = 500

export const askToEnter = z.object({ conferenceId, note: optionalText(500) })
export const admit = z.object({ conferenceId, requestId: z.uuid() })
export const admitAll = z.object({ conferenceId })
export const refuseEntry = z.object({ conferenceId, requestId: z.uuid(), reason: words(500, 'rooms:wayIn.problem.reason') })
export const setMessage = z.object({ conferenceId, message: optionalText(longestMessage) })

export const confirmSite = z.object({ conferenceId, siteId })
export const declineSite = z.object({ conferenceId, siteId, note: words(500, 'rooms:wayIn.problem.reason') })
export const takeDevice = z.object({ conferenceId, siteId })
const telephone = optionalText(30).refine((text) => text === '' || /^\+?[\d .()-]{3,30}$/.test(text), { error: 'rooms:sites.problem.telephone' })
export const contactSite = z.object({ conferenceId, siteId, contact: optionalText(200), telephone })

const outcomes = ['good', 'bad', 'untried'] as const
const outcome = z.enum(outcomes, { error: 'rooms:sites.problem.outcome' })
/** As it stands with the site; what was tried before there were such words reads as untried. */
export const devices = z.object({ camera: outcome.catch('untried'), microphone: outcome.catch('untried'), loudspeaker: outcome.catch('untried'), line: outcome.catch('untried') })
export const checkSite = z.object({ conferenceId, siteId, camera: outcome, microphone: outcome, loudspeaker: outcome, line: outcome, note: optionalText(500) })
export type Devices = z.infer<typeof devices>
export type DeviceOutcome = (typeof outcomes)[number]
export const deviceNames = ['camera', 'microphone', 'loudspeaker', 'line'] as const
export const deviceOutcomes = outcomes

/** One hears and is heard: a site without a camera takes part too. */
export const isChecked = ({ microphone, loudspeaker, line }: Devices): boolean => microphone === 'good' && loudspeaker === 'good' && line === 'good'

export const addAttendee = z.object({ conferenceId, siteId, name: words(120, 'rooms:roster.problem.name'), position: optionalText(120) })
/** As it is read aloud: spaces, dashes and small letters are no mistake. */
export const addByCode = z.object({ conferenceId, siteId, code: words(40, 'rooms:roster.problem.code').transform((typed) => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')) })
export const removeAttendee = z.object({ conferenceId, siteId, attendeeId: z.uuid() })

export type AskToEnter = z.infer<typeof askToEnter>
export type Admit = z.infer<typeof admit>
export type AdmitAll = z.infer<typeof admitAll>
export type RefuseEntry = z.infer<typeof refuseEntry>
export type SetMessage = z.infer<typeof setMessage>
export type ConfirmSite = z.infer<typeof confirmSite>
export type DeclineSite = z.infer<typeof declineSite>
export type TakeDevice = z.infer<typeof takeDevice>
export type ContactSite = z.infer<typeof contactSite>
export type CheckSite = z.infer<typeof checkSite>
export type AddAttendee = z.infer<typeof addAttendee>
export type AddByCode = z.infer<typeof addByCode>
export type RemoveAttendee = z.infer<typeof removeAttendee>
