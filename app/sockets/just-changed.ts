/** How long a page may be on its way from its loader to its first word on the socket (ms). */
const onItsWay = 10_000

const at = new Map<string, number>()

/** Keeps that a topic has changed, and forgets what every page on its way has heard of. */
export function keepChanged(topic: string, now = Date.now()): void {
  at.delete(topic)
  at.set(topic, now)
  for (const [old, then] of at) {
    if (now - then <= onItsWay) break
    at.delete(old)
  }
}

/** Has it changed while a page that asks for it now may have been on its way? */
export const justChanged = (topic: string, now = Date.now()): boolean => now - (at.get(topic) ?? -Infinity) <= onItsWay
