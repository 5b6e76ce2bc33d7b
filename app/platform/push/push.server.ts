import webPush from 'web-push'
import { db } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { askOutside, NotHandedOver } from '~/platform/http/ask-outside.server'
import { z } from '~/platform/zod'

const keys = z.object({ publicKey: z.string(), privateKey: z.string() })
type Keys = z.infer<typeof keys>
const settingKey = 'vapid'
const held = globalThis as typeof globalThis & { chiEmVapid?: { of: string; keys: Promise<Keys> } }

/** This server's name towards push services, made at the first need and then the same for ever: browsers subscribe to it. */
function vapid(): Promise<Keys> {
  const of = env().DATABASE_URL
  if (held.chiEmVapid?.of !== of) held.chiEmVapid = { of, keys: readOrMake().catch((error: unknown) => { delete held.chiEmVapid; throw error }) }
  return held.chiEmVapid.keys
}

async function readOrMake(): Promise<Keys> {
  // Two processes that start at once keep the keys of whichever was first.
  await db.setting.createMany({ data: [{ key: settingKey, value: webPush.generateVAPIDKeys() }], skipDuplicates: true })
  return keys.parse((await db.setting.findUniqueOrThrow({ where: { key: settingKey } })).value)
}

/** The key a browser subscribes with, base64url. */
export const pushKey = async (): Promise<string> => (await vapid()).publicKey

/** Services of the browsers; a subscription elsewhere would let a person send this server to any address. */
const services = [/^fcm\.googleapis\.com$/, /^(.+\.)?push\.services\.mozilla\.com$/, /^(.+\.)?push\.apple\.com$/, /^(.+\.)?notify\.windows\.com$/]

/** Is this an address of a push service that browsers use, or of one the administrator named in PUSH_HOSTS (there also without TLS)? */
export function isPushService(endpoint: string, hosts = env().PUSH_HOSTS): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, host, hostname, port, username, password } = new URL(endpoint)
  if (username || password) return false
  if (hosts.includes(host)) return protocol === 'https:' || protocol === 'http:'
  return protocol === 'https:' && port === '' && services.some((service) => service.test(hostname))
}

const hour = 60 * 60_000
const signed = new Map<string, { until: number; value: string }>()

/** Who we are, signed for one push service: good for hours (the standard allows 24), so it is not signed anew for every message. */
async function signedFor(audience: string): Promise<string> {
  const { publicKey, privateKey } = await vapid()
  const name = `${audience} ${publicKey}`
  const known = signed.get(name)
  if (known && known.until > Date.now()) return known.value
  const { PUBLIC_URL } = env()
  const subject = PUBLIC_URL.startsWith('https:') ? PUBLIC_URL : 'mailto:quan-tri@localhost.localdomain'
  const { Authorization: value } = webPush.getVapidHeaders(audience, subject, publicKey, privateKey, 'aes128gcm', Math.floor((Date.now() + 12 * hour) / 1000))
  signed.set(name, { until: Date.now() + 6 * hour, value })
  return value
}

export interface Browser { endpoint: string; p256dh: string; auth: string }

/** The browser has gone for good: its subscription can be forgotten. */
export const isGone = (error: unknown): boolean => error instanceof NotHandedOver && (error.code === 'http404' || error.code === 'http410' || error.code === 'badSubscription')

/** Hands one encrypted message to a browser's push service. `wakes`: at once, also on a sleeping telephone. Throws NotHandedOver. */
export async function sendPush({ endpoint, p256dh, auth }: Browser, payload: object, wakes: boolean, timeout = 10_000): Promise<void> {
  if (!isPushService(endpoint)) throw new NotHandedOver('badSubscription', 'never')
  const headersOfOurs = { Authorization: await signedFor(new URL(endpoint).origin) }
  const request = sealed({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), { vapidDetails: null, headers: headersOfOurs, TTL: wakes ? 60 * 60 : 12 * 60 * 60, urgency: wakes ? 'high' : 'normal', contentEncoding: 'aes128gcm' })
  // fetch counts for itself.
  const { 'Content-Length': _length, ...headers } = request.headers
  const { status } = await askOutside(endpoint, { method: request.method, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])), body: new Uint8Array(request.body).buffer }, timeout)
  if (status < 200 || status >= 300) throw new NotHandedOver(`http${status}`, status === 429 || status === 503 ? 'notYet' : 'never')
}

function sealed(...given: Parameters<typeof webPush.generateRequestDetails>) {
  try {
    return webPush.generateRequestDetails(...given)
  } catch {
    // Keys a browser would never send.
    throw new NotHandedOver('badSubscription', 'never')
  }
}
