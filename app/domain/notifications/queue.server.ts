import type { Channel } from '~/platform/database/enums'
import { log } from '~/platform/log.server'

/** How many are handed over at once, per channel: a gateway that hangs keeps no other channel waiting. */
const atOnce: Record<Channel, number> = { push: 16, sms: 16, mail: 2 }

interface Line { waiting: { key: string; work: () => Promise<void> }[]; known: Set<string>; running: Set<Promise<void>> }
const held = globalThis as typeof globalThis & { chiEmDeliveries?: Record<Channel, Line> }
const newLine = (): Line => ({ waiting: [], known: new Set(), running: new Set() })
const lines = (held.chiEmDeliveries ??= { push: newLine(), sms: newLine(), mail: newLine() })

/** Begins as soon as its channel has room. What is already in line under this key is not put there again. */
export function inLine(channel: Channel, key: string, work: () => Promise<void>): void {
  const line = lines[channel]
  if (line.known.has(key)) return
  line.known.add(key)
  line.waiting.push({ key, work })
  goOn(channel)
}

function goOn(channel: Channel): void {
  const line = lines[channel]
  while (line.running.size < atOnce[channel]) {
    const next = line.waiting.shift()
    if (!next) return
    const run: Promise<void> = next.work()
      .catch((err: unknown) => log.error({ err, channel }, 'a delivery failed; the sweep will look at it again'))
      .finally(() => {
        line.known.delete(next.key)
        line.running.delete(run)
        goOn(channel)
      })
    line.running.add(run)
  }
}

/** Waits until nothing is under way in this process (tests). */
export async function deliveriesSettled(): Promise<void> {
  for (;;) {
    const running = Object.values(lines).flatMap((line) => [...line.running])
    if (running.length === 0) return
    await Promise.all(running)
  }
}

/** What has begun comes to its end, up to `ms`; what waits stays waiting in the database for the next start. */
export async function stopDeliveries(ms: number): Promise<void> {
  for (const line of Object.values(lines)) {
    line.waiting = []
    line.known.clear()
  }
  await Promise.race([deliveriesSettled(), new Promise((resolve) => setTimeout(resolve, ms).unref())])
}
