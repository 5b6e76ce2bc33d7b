import type { Event } from '~/platform/database/generated/client'
import { db } from '~/platform/database/database.server'
import { log } from '~/platform/log.server'

export type { Event }
type Listener = (event: Event) => Promise<void>

/** What the module graph keeps lives under one key, or a reload in development would double it. */
interface RelayState { listeners: { name: string; pattern: string; listener: Listener }[]; running: Set<Promise<void>> }
const held = globalThis as typeof globalThis & { chiEmRelay?: RelayState }
const state = (held.chiEmRelay ??= { listeners: [], running: new Set() })

/**
 * Registers a listener under its own name for events whose name equals `pattern` or, with 'consult.*' or '*', begins like it.
 * Delivery is at least once: the listener has a key that makes the second time harmless.
 */
export function onEvent(pattern: string, name: string, listener: Listener): void {
  state.listeners = [...state.listeners.filter((entry) => entry.name !== name), { name, pattern, listener }]
}

const matches = (pattern: string, name: string): boolean => pattern === '*' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1)))

/** Sweeps after which an event is told as one that will not arrive by itself: more than an hour after it happened. */
const manyTries = 9

/** Everyone who listens has a turn, whoever fails; then the event stays undelivered and all of them hear it again. */
async function deliver(event: Event): Promise<void> {
  let heard = true
  for (const { name, listener } of state.listeners.filter(({ pattern }) => matches(pattern, event.name))) {
    await listener(event).catch((err: unknown) => {
      heard = false
      const said = { err, event: event.id, name: event.name, listener: name, attempts: event.attempts }
      log.error(said, event.attempts < manyTries ? 'event delivery failed; the relay will try again' : 'an event cannot be delivered: it fails again and again, and somebody has to look')
    })
  }
  if (heard) await db.event.updateMany({ where: { id: event.id, deliveredAt: null }, data: { deliveredAt: new Date() } })
}

async function deliverAll(ids: string[]): Promise<void> {
  const events = await db.event.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
  for (const event of events) await deliver(event)
}

/** Right after the commit, in this process; a failure is left to the relay's next sweep. */
export function publish(ids: string[]): void {
  const run: Promise<void> = deliverAll(ids)
    .catch((error: unknown) => log.error({ err: error, events: ids }, 'event delivery failed; the relay will try again'))
    .finally(() => state.running.delete(run))
  state.running.add(run)
}

/** Waits until what was published in this process has been delivered (shutdown, tests). */
export async function settled(): Promise<void> {
  while (state.running.size > 0) await Promise.all([...state.running])
}

const oneTurn = 200
/** Turns of one sweep: what is left after them is due first at the next. */
const mostTurns = 10

/**
 * Picks up what nobody delivered within five seconds, what is due longest first. Taking an event counts a try and puts off the next,
 * from ten seconds to an hour: one that always fails keeps no younger one waiting, one that ends the process comes back later, and
 * several processes take different ones. Returns how many were tried.
 */
export async function sweepEvents(): Promise<number> {
  let tried = 0
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const taken = await db.$queryRaw<{ id: string }[]>`
      update "Event" set "attempts" = "attempts" + 1, "tryAgainAt" = now() + least(3600, 10 * 2 ^ least("attempts", 10)) * interval '1 second'
      where "id" in (
        select "id" from "Event" where "deliveredAt" is null and "at" < now() - interval '5 seconds' and ("tryAgainAt" is null or "tryAgainAt" <= now())
        order by coalesce("tryAgainAt", "at"), "id" limit ${oneTurn} for update skip locked)
      returning "id"`
    await deliverAll(taken.map(({ id }) => id))
    tried += taken.length
    if (taken.length < oneTurn) break
  }
  return tried
}
