import { useEffect, useState } from 'react'
import type { FromServer } from '~/sockets/contract'
import type { RoomLink, RoomView } from '~/sockets/room-link'
import { nameOf, type StagedRoom } from './parts'

/** After this long without a sign a person is no longer writing. */
const fades = 6_000

/** Who is writing or choosing in which field of the minutes now; a courtesy, never a lock. */
export function useWriting(link: RoomLink, view: RoomView, room: StagedRoom): Record<string, string> {
  const [writing, setWriting] = useState<Record<string, string>>({})
  const { line } = view
  useEffect(() => {
    const { socket } = link
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const onWriting = ({ conferenceId, personId, item, field }: Parameters<FromServer['room:writing']>[0]) => {
      if (conferenceId !== link.conferenceId || item !== room.item) return
      clearTimeout(timers.get(field))
      timers.set(field, setTimeout(() => setWriting((now) => ({ ...now, [field]: '' })), fades))
      setWriting((now) => ({ ...now, [field]: nameOf(room, personId) }))
    }
    socket?.on('room:writing', onWriting)
    return () => {
      socket?.off('room:writing', onWriting)
      for (const timer of timers.values()) clearTimeout(timer)
    }
  }, [link, line, room])
  return writing
}
