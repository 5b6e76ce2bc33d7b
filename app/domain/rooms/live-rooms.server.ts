import { db, type Tx } from '~/platform/database/database.server'
import { log } from '~/platform/log.server'
import { nextFlight } from '~/platform/next-flight'
import { newLog, receive, type RoomLog } from './room-log'
import { passesSnapshot, readSnapshot, writeSnapshot } from './room-snapshot.server'
import { emptyRoom, type RoomEntry, type RoomState } from './room-state'
import { entryOfRow } from './stored-entry'

/** More entries than this travel as a whole state. */
export const replayAtMost = 500

/** A room as this process knows it: its state, and its last entries without a gap, for those who come back. */
interface LiveRoom { log: RoomLog; recent: RoomEntry[] }
const held = globalThis as typeof globalThis & { chiEmLiveRooms?: Map<string, LiveRoom> }
const rooms = (held.chiEmLiveRooms ??= new Map<string, LiveRoom>())

const columns = { seq: true, cmdId: true, personId: true, at: true, kind: true, body: true } as const

/** The log after `seq`, in order. */
export async function entriesAfter(tx: Pick<Tx, 'roomEntry'>, conferenceId: string, seq: number): Promise<RoomEntry[]> {
  const rows = await tx.roomEntry.findMany({ where: { conferenceId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, select: columns })
  return rows.map(entryOfRow)
}

/** What this process knows without asking: for the sweep of silent people. Entries just written keep it fresh. */
export const knownState = (conferenceId: string): RoomState | undefined => rooms.get(conferenceId)?.log.state

/** Entries that were just committed; by whoever appended them the state is stored from time to time, and when the room closes. */
export function keepFresh(conferenceId: string, entries: RoomEntry[]): void {
  const room = rooms.get(conferenceId)
  if (room) take(conferenceId, room, entries)
}

export const forget = (conferenceId: string): void => void rooms.delete(conferenceId)

function take(conferenceId: string, { log: before, recent }: LiveRoom, entries: RoomEntry[]): RoomState {
  const after = receive(before, entries)
  const { state } = after
  const added = entries.filter(({ seq }) => seq > before.state.seq && seq <= state.seq)
  // What had come before its turn is in the state, not here: then those who come back ask the database.
  const gapless = added.length === state.seq - before.state.seq
  const now = { log: after, recent: gapless ? recent.concat(added).slice(-replayAtMost) : [] }
  // Of a room that has closed nothing changes any more, and few ask.
  if (state.closedAt === null) rooms.set(conferenceId, now)
  else rooms.delete(conferenceId)
  if (state.seq > before.state.seq && (state.closedAt !== null || passesSnapshot(before.state.seq, state.seq))) store(conferenceId, state)
  return state
}

/** Beside everything else: without it the next one only folds more. */
function store(conferenceId: string, state: RoomState): void {
  writeSnapshot(conferenceId, state).catch((error: unknown) => log.warn({ err: error }, 'the state of a room could not be stored'))
}

/** The room's state after everything committed so far: what is known here, and the rest from the database. All who ask at the same moment share the question. */
export const currentState = nextFlight(async (conferenceId: string): Promise<RoomState> => {
  const known = rooms.get(conferenceId)
  if (known) {
    const entries = await entriesAfter(db, conferenceId, known.log.state.seq)
    return take(conferenceId, rooms.get(conferenceId) ?? known, entries)
  }
  const state = (await readSnapshot(conferenceId)) ?? emptyRoom
  // With the last ones before it: those who come back miss a few of them.
  const entries = await entriesAfter(db, conferenceId, Math.max(0, state.seq - replayAtMost))
  const room = rooms.get(conferenceId) ?? { log: newLog(state), recent: entries.filter(({ seq }) => seq <= state.seq) }
  return take(conferenceId, room, entries)
})

export interface Missed { seq: number; entries?: RoomEntry[]; state?: RoomState }
const whole = -1
/** What those were told who came back at this state: the same for all who miss the same, so that it is written for the wire once. */
const answers = new WeakMap<RoomState, Map<number, Promise<Missed>>>()
const answersAtMost = 16

/**
 * Joining and resuming are this one question: what came after lastSeq, or the whole state where that is more than
 * 500 entries, where lastSeq is beyond the log (a browser that knew another database), or where a consult has left the conference
 * since: its entries are no longer for everybody who comes, and the state holds nothing of them.
 */
export async function missedSince(conferenceId: string, lastSeq: number): Promise<Missed> {
  const state = await currentState(conferenceId)
  const key = lastSeq > state.seq || state.seq - lastSeq > replayAtMost ? whole : lastSeq
  const told = answers.get(state) ?? new Map<number, Promise<Missed>>()
  answers.set(state, told)
  const known = told.get(key)
  if (known) return known
  if (told.size >= answersAtMost) told.clear()
  const missed = missedAfter(conferenceId, state, key)
  told.set(key, missed)
  missed.catch(() => told.delete(key))
  return missed
}

async function missedAfter(conferenceId: string, state: RoomState, lastSeq: number): Promise<Missed> {
  const { seq } = state
  if (lastSeq === whole) return { seq, state }
  if (lastSeq === seq) return { seq, entries: [] }
  const recent = rooms.get(conferenceId)?.recent ?? []
  const entries = recent[0] && recent[0].seq <= lastSeq + 1 ? recent.filter((entry) => entry.seq > lastSeq) : await entriesAfter(db, conferenceId, lastSeq)
  if (entries.some(({ kind }) => kind === 'moved')) {
    const now = await currentState(conferenceId)
    return { seq: now.seq, state: now }
  }
  return { seq: entries.at(-1)?.seq ?? seq, entries }
}

/** Entries that others wrote past this process (another folder's verb, another process), as far as this process has not seen them. Of a room nobody sits in: none. */
export async function unseenEntries(conferenceId: string): Promise<RoomEntry[]> {
  const known = knownState(conferenceId)
  return known ? entriesAfter(db, conferenceId, known.seq) : []
}

/** Is this room open, as far as this process knows? Of one that somebody has joined it knows until it closes. */
export const isLive = (conferenceId: string): boolean => knownState(conferenceId)?.closedAt === null

/** The rooms of a consult, closed ones included: whoever stays in one still hears what is told there. */
export const roomsOf = async (consultId: string): Promise<string[]> => (await db.agendaItem.findMany({ where: { consultId }, select: { conferenceId: true } })).map(({ conferenceId }) => conferenceId)

/** Rooms that are open; after a start of the process these may hold people whose line went down with it. */
export async function openRooms(): Promise<string[]> {
  const rows = await db.room.findMany({ where: { closedAt: null }, select: { conferenceId: true } })
  return rows.map((row) => row.conferenceId)
}
