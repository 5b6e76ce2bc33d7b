import { uuid } from '~/platform/http/form'
import { z } from '~/platform/zod'

export const openNotice = z.object({ noticeId: uuid })
export const acknowledgeNotice = z.object({ noticeId: uuid })
export const readAllNotices = z.object({})

const minuteOfDay = z.string({ error: 'reach:problem.time' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'reach:problem.time' }).transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
const ticked = z.preprocess((value) => value === 'yes', z.boolean())
export const chooseReach = z.object({ push: ticked, sms: ticked, mail: ticked, quietFrom: minuteOfDay, quietUntil: minuteOfDay, digest: ticked })

/** Bytes as browsers write them; padding or not. */
const base64url = (characters: number) => z.string({ error: 'reach:problem.subscription' }).regex(new RegExp(`^[\\w-]{${characters}}=*$`), { error: 'reach:problem.subscription' })
export const subscribePush = z.object({ endpoint: z.string({ error: 'reach:problem.subscription' }).max(1000), p256dh: base64url(87), auth: base64url(22), replaces: z.string().max(1000).optional() })
export const forgetBrowser = z.object({ subscriptionId: uuid })
