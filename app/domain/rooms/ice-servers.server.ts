import { createHmac } from 'node:crypto'
import { env } from '~/platform/env.server'

interface IceServer { urls: string[]; username?: string; credential?: string }

/** A conference and its close: a relay's credentials need live no longer. */
const validFor = 6 * 60 * 60

/**
 * Relays a browser may use for sound and picture: TURN_URL (several divided by commas), with credentials made from TURN_SECRET as
 * coturn's use-auth-secret checks them. Without TURN_URL browsers find each other only inside one network.
 */
export function iceServers(personId: string, now = Date.now()): IceServer[] {
  const { TURN_URL, TURN_SECRET } = env()
  const urls = (TURN_URL ?? '').split(',').map((url) => url.trim()).filter(Boolean)
  if (urls.length === 0) return []
  if (!TURN_SECRET) return [{ urls }]
  const username = `${Math.floor(now / 1000) + validFor}:${personId}`
  return [{ urls, username, credential: createHmac('sha1', TURN_SECRET).update(username).digest('base64') }]
}
