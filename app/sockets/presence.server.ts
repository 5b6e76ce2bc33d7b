import { append } from '~/domain/rooms/append.server'
import { handOver } from '~/domain/rooms/hand-over.server'
import { currentState, forget, knownState, openRooms } from '~/domain/rooms/live-rooms.server'
import type { EntryBodies } from '~/domain/rooms/room-state'
import { newId } from '~/platform/id'
import { log } from '~/platform/log.server'

const second = 1_000
/** A connection that is gone this long is shown as lost even if nobody saw it go (the process was killed). */
const lostAfter = 3 * second
/** Lost this long, a person has left. */
const leftAfter = 20 * second
/** A connection holds a person's place for this long after the last sign of life; its heartbeat renews it. */
const leaseFor = 20 * second
/** After a start everybody may need to come back at once. */
const leftAfterStart = 30 * second

/** Each connection with when it last gave a sign of life. */
interface Here { connections: Map<string, number>; goneAt: number }
interface Rooms { present: Map<string, Map<string, Here>>; startedAt: number; pending: Set<string> }

const held = globalThis as typeof globalThis & { chiEmPresence?: Rooms }
const kept = (held.chiEmPresence ??= { present: new Map(), startedAt: Date.now(), pending: new Set() })

const peopleOf = (conferenceId: string): Map<string, Here> => {
  const known = kept.present.get(conferenceId) ?? new Map<string, Here>()
  kept.present.set(conferenceId, known)
  return known
}

/** One more connection of a person; the first one is their coming. */
export async function arrive(conferenceId: string, personId: string, connection: string): Promise<void> {
  const people = peopleOf(conferenceId)
  const here = people.get(personId) ?? { connections: new Map(), goneAt: 0 }
  people.set(personId, here)
  here.connections.set(connection, Date.now())
  if (here.connections.size === 1) await append(conferenceId, { cmdId: `join:${connection}`, personId, kind: 'join', body: {} })
}

/** A connection that sits in this room was last heard of at this moment (ms). */
export function renewLease(conferenceId: string, personId: string, connection: string, heardAt: number): void {
  kept.present.get(conferenceId)?.get(personId)?.connections.set(connection, heardAt)
}

/** A connection ended: by leaving, or by a line that dropped and may come back. */
export async function depart(conferenceId: string, personId: string, connection: string, how: 'left' | 'lost'): Promise<void> {
  const here = kept.present.get(conferenceId)?.get(personId)
  if (!here?.connections.delete(connection) || here.connections.size > 0) return
  here.goneAt = Date.now()
  if (how === 'left') await append(conferenceId, { cmdId: `leave:${connection}`, personId, kind: 'leave', body: { reason: 'left' } })
  else await append(conferenceId, { cmdId: `lost:${connection}`, personId, kind: 'lost', body: {} })
}

/** After a start: rooms that were open when the process before this one ended. */
export async function takeUpRooms(): Promise<void> {
  kept.startedAt = Date.now()
  for (const conferenceId of await openRooms()) await takeUp(conferenceId)
}

async function takeUp(conferenceId: string): Promise<void> {
  peopleOf(conferenceId)
  if ((await currentState(conferenceId)).closedAt !== null) closeRoom(conferenceId)
}

export function closeRoom(conferenceId: string): void {
  kept.present.delete(conferenceId)
  forget(conferenceId)
}

/** The lease: who the log says is here, and who has a connection, are brought together. Run every second or two. */
export async function sweepPresence(now = Date.now()): Promise<void> {
  for (const [conferenceId, people] of kept.present) {
    const state = knownState(conferenceId)
    if (!state) {
      await takeUp(conferenceId).catch((error: unknown) => log.warn({ err: error }, 'a room could not be read'))
      continue
    }
    if (state.closedAt !== null) {
      closeRoom(conferenceId)
      continue
    }
    void handOver(conferenceId, now).catch((error: unknown) => log.warn({ err: error }, 'a conference could not be handed over'))
    for (const [personId, presence] of Object.entries(state.people)) {
      const here = people.get(personId) ?? { connections: new Map(), goneAt: kept.startedAt }
      people.set(personId, here)
      endLeases(here, now)
      if (here.connections.size > 0) {
        if (presence.state !== 'here') note(conferenceId, personId, 'join', {})
        continue
      }
      const goneFor = now - here.goneAt
      const graceFor = here.goneAt === kept.startedAt ? leftAfterStart : leftAfter
      if (presence.state === 'here' && goneFor >= lostAfter) note(conferenceId, personId, 'lost', {})
      if (presence.state === 'lost' && goneFor >= graceFor) note(conferenceId, personId, 'leave', { reason: 'silent' })
    }
  }
}

/** Connections that nobody has heard of for too long hold no place, whatever their end was. */
function endLeases(here: Here, now: number): void {
  for (const [connection, heardAt] of here.connections) {
    if (now - heardAt <= leaseFor) continue
    here.connections.delete(connection)
    here.goneAt = heardAt + leaseFor
  }
}

/** One at a time per person; what fails (the database is away) is found again by the next sweep. */
function note<K extends 'join' | 'lost' | 'leave'>(conferenceId: string, personId: string, kind: K, body: EntryBodies[K]): void {
  const key = `${conferenceId} ${personId}`
  if (kept.pending.has(key)) return
  kept.pending.add(key)
  append(conferenceId, { cmdId: `${kind}:${newId()}`, personId, kind, body })
    .then((outcome) => {
      if (!outcome.ok && outcome.reason === 'closed') closeRoom(conferenceId)
    })
    .catch((error: unknown) => log.warn({ err: error }, 'presence could not be written'))
    .finally(() => kept.pending.delete(key))
}
