import { applyEntry, emptyRoom, type RoomEntry, type RoomState } from './room-state'

/** What one end knows of a room: the state up to state.seq, and entries that came before their turn. */
export interface RoomLog {
  state: RoomState
  early: Record<number, RoomEntry>
}

export const newLog = (state: RoomState = emptyRoom): RoomLog => ({ state, early: {} })

/** Takes entries in, in whatever order and however often they are delivered. */
export function receive(log: RoomLog, entries: readonly RoomEntry[]): RoomLog {
  const early: Record<number, RoomEntry> = { ...log.early }
  for (const entry of entries) if (entry.seq > log.state.seq) early[entry.seq] = entry
  let { state } = log
  for (let next = early[state.seq + 1]; next; next = early[state.seq + 1]) {
    delete early[next.seq]
    state = applyEntry(state, next)
  }
  return { state, early }
}

/** Takes a whole state from the server; entries already known beyond it are kept. An older one changes nothing. */
export function adopt(log: RoomLog, state: RoomState): RoomLog {
  if (state.seq <= log.state.seq) return log
  const beyond = Object.values(log.early).filter((entry) => entry.seq > state.seq)
  return receive(newLog(state), beyond)
}

/** Something between what is known and what came early is missing: ask for it. */
export const hasGap = (log: RoomLog): boolean => Object.keys(log.early).length > 0
