/** What stands between this browser and being woken. */
export type PushState = 'unsupported' | 'insecure' | 'denied' | 'off' | 'on'

/** What this browser can and may, asked without asking the person. */
export async function pushState(): Promise<PushState> {
  if (!window.isSecureContext) return 'insecure'
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription()) ? 'on' : 'off'
}

/** Bytes of a key the server wrote as base64url. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

export interface Subscribed { endpoint: string; p256dh: string; auth: string }

/**
 * Asks the person and the browser's push service. `key` is the server's; a subscription made for another server's key is given up.
 * Throws 'denied', 'unsupported', 'insecure' or 'service' (the push service could not be reached) as an Error's message.
 */
export async function subscribeBrowser(key: string): Promise<Subscribed> {
  const state = await pushState()
  if (state !== 'off' && state !== 'on') throw new Error(state)
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied')
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/' })
    await navigator.serviceWorker.ready
    const subscription = await subscribed(registration.pushManager, bytesOf(key))
    const { endpoint, keys } = subscription.toJSON()
    return { endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }
  } catch {
    throw new Error('service')
  }
}

async function subscribed(manager: PushManager, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  const wanted = { userVisibleOnly: true, applicationServerKey: key }
  const before = await manager.getSubscription()
  const same = new Uint8Array(before?.options.applicationServerKey ?? new ArrayBuffer(0))
  if (before && same.length === key.length && same.every((byte, index) => byte === key[index])) return before
  await before?.unsubscribe()
  return manager.subscribe(wanted)
}

/** This browser's subscription, by which the server knows it; null where there is none. */
export async function ownEndpoint(): Promise<string | null> {
  if ((await pushState()) !== 'on') return null
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription())?.endpoint ?? null
}
