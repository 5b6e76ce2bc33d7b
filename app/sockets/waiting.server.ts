/** Who has the waiting room of a conference open, by connection: as long as the page is there, and nothing of it is stored. */
const held = globalThis as typeof globalThis & { chiEmWaiting?: Map<string, Map<string, string>> }
const rooms = (held.chiEmWaiting ??= new Map<string, Map<string, string>>())

const conferenceIn = (topic: string): string | null => (topic.startsWith('waiting:') ? topic.slice('waiting:'.length) : null)

/** The page came, or went. Returns whether somebody is there now who was not, or is gone. */
export function setWaiting(topic: string, socketId: string, personId: string, here: boolean): boolean {
  const conferenceId = conferenceIn(topic)
  if (conferenceId === null) return false
  const room = rooms.get(conferenceId) ?? new Map<string, string>()
  const others = [...room].some(([id, one]) => one === personId && id !== socketId)
  const was = room.has(socketId)
  if (here) room.set(socketId, personId)
  else room.delete(socketId)
  if (room.size > 0) rooms.set(conferenceId, room)
  else rooms.delete(conferenceId)
  return was !== here && !others
}

/** Ids of the people in the waiting room. */
export const waitingIn = (conferenceId: string): string[] => [...new Set(rooms.get(conferenceId)?.values() ?? [])]
