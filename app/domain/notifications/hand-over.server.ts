import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { Channel } from '~/platform/database/enums'
import { NotHandedOver } from '~/platform/http/ask-outside.server'
import { isGone, sendPush } from '~/platform/push/push.server'
import { canSendSms, sendSms } from '~/platform/sms/gateway.server'
import { pushText, smsText, type Line } from './message.server'
import { isPressing } from './plan'

/** What one message tells one person. */
export interface Told { personId: string; telephone: string | null; deliveryIds: string[]; noticeIds: string[]; lines: Line[] }

/** Hands one message to the gateway or to the push services of all the person's browsers. Throws NotHandedOver when nobody took it. */
export function handOver(channel: Exclude<Channel, 'mail'>, { personId, telephone, lines }: Told): Promise<void> {
  return channel === 'sms' ? textMessage(telephone, lines) : wakeBrowsers(personId, lines)
}

async function textMessage(telephone: string | null, lines: Line[]): Promise<void> {
  if (!canSendSms()) throw new NotHandedOver('noGateway', 'never')
  if (!telephone) throw new NotHandedOver('noNumber', 'never')
  await sendSms({ to: telephone, text: smsText(lines) })
}

/** One message to each browser that agreed; it has arrived when one service took it. Browsers that are gone are forgotten. */
async function wakeBrowsers(personId: string, lines: Line[]): Promise<void> {
  const browsers = await db.pushSubscription.findMany({ where: { personId }, select: { id: true, endpoint: true, p256dh: true, auth: true } })
  if (browsers.length === 0) throw new NotHandedOver('noBrowser', 'never')
  const message = pushText(lines)
  const wakes = lines.some(({ urgent, level }) => urgent || isPressing(level))
  const refusals = await Promise.all(browsers.map((browser) => sendPush(browser, message, wakes).then(() => null, (error: unknown) => (error instanceof NotHandedOver ? error : new NotHandedOver('internal', 'perhaps')))))
  const gone = browsers.filter((_browser, index) => isGone(refusals[index]))
  if (gone.length > 0) await db.pushSubscription.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
  const failed = browsers.filter((browser, index) => refusals[index] && !gone.includes(browser))
  if (failed.length > 0) await db.pushSubscription.updateMany({ where: { id: { in: failed.map(({ id }) => id) } }, data: { failedAt: await nowIn(db) } })
  if (refusals.some((refusal) => refusal === null)) return
  const [worst] = [...refusals].sort((a, b) => weight(b) - weight(a))
  throw worst ?? new NotHandedOver('internal', 'perhaps')
}

/** If one service may have taken it, it is not sent to the others again. */
const weight = (refusal: NotHandedOver | null): number => (refusal ? { perhaps: 2, notYet: 1, never: 0 }[refusal.outcome] : 3)
