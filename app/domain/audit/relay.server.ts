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

/** Does each in turn; one that fails keeps no other from being tried, and the first failure is thrown at the end. */
async function each<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const item of list) await work(item).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

async function deliver(event: Event): Promise<void> {
  await each(state.listeners.filter(({ pattern }) => matches(pattern, event.name)), ({ listener }) => listener(event))
  await db.event.updateMany({ where: { id: event.id, deliveredAt: null }, data: { deliveredAt: new Date() } })
}

async function deliverAll(ids: string[]): Promise<void> {
  const events = await db.event.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
  await each(events, deliver)
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

/** Picks up events older than five seconds that nobody delivered; several processes share the work by skipping locked rows. */
export async function sweepEvents(): Promise<number> {
  const events = await db.$queryRaw<{ id: string }[]>`
    select "id" from "Event" where "deliveredAt" is null and "at" < now() - interval '5 seconds' order by "id" limit 200 for update skip locked`
  await deliverAll(events.map((event) => event.id))
  return events.length
}
