import { db, type Tx } from '~/platform/database/database.server'
import { newLog, receive, type RoomLog } from './room-log'
import { emptyRoom, type RoomEntry, type RoomState } from './room-state'
import { entryOfRow } from './stored-entry'

/** More entries than this travel as a whole state. */
export const replayAtMost = 500

const held = globalThis as typeof globalThis & { chiEmRooms?: Map<string, RoomLog> }
const rooms = (held.chiEmRooms ??= new Map())

const columns = { seq: true, cmdId: true, personId: true, at: true, kind: true, body: true } as const

/** The log after `seq`, in order. */
export async function entriesAfter(tx: Pick<Tx, 'roomEntry'>, conferenceId: string, seq: number): Promise<RoomEntry[]> {
  const rows = await tx.roomEntry.findMany({ where: { conferenceId, seq: { gt: seq } }, orderBy: { seq: 'asc' }, select: columns })
  return rows.map(entryOfRow)
}

/** What this process knows without asking: for the sweep of silent people. Entries just written keep it fresh. */
export const knownState = (conferenceId: string): RoomState | undefined => rooms.get(conferenceId)?.state

export function keepFresh(conferenceId: string, entries: RoomEntry[]): void {
  const log = rooms.get(conferenceId)
  if (log) rooms.set(conferenceId, receive(log, entries))
}

export const forget = (conferenceId: string): void => void rooms.delete(conferenceId)

/** The room's state after everything committed so far: what is known here, and the rest from the database. */
export async function currentState(conferenceId: string): Promise<RoomState> {
  const log = rooms.get(conferenceId) ?? newLog(emptyRoom)
  const entries = await entriesAfter(db, conferenceId, log.state.seq)
  const now = receive(rooms.get(conferenceId) ?? log, entries)
  rooms.set(conferenceId, now)
  return now.state
}

export interface Missed { seq: number; entries?: RoomEntry[]; state?: RoomState }

/**
 * Joining and resuming are this one question: what came after lastSeq, or the whole state where that is more than
 * 500 entries or where lastSeq is beyond the log (a browser that knew another database).
 */
export async function missedSince(conferenceId: string, lastSeq: number): Promise<Missed> {
  const state = await currentState(conferenceId)
  if (lastSeq > state.seq || state.seq - lastSeq > replayAtMost) return { seq: state.seq, state }
  const entries = lastSeq === state.seq ? [] : await entriesAfter(db, conferenceId, lastSeq)
  return { seq: entries.at(-1)?.seq ?? state.seq, entries }
}

/** Entries that others wrote past this process (another folder's verb, another process), as far as this process has not seen them. */
export async function unseenEntries(conferenceId: string): Promise<RoomEntry[]> {
  return entriesAfter(db, conferenceId, rooms.get(conferenceId)?.state.seq ?? 0)
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
