import { useEffect, useState } from 'react'
import type { RoomLink, RoomView } from '~/sockets/room-link'
import { nameOf, type StagedRoom } from './parts'

/** After this long without a sign a person is no longer writing. */
const fades = 6_000

/** Who is writing which conclusion now; a courtesy, never a lock. */
export function useWriting(link: RoomLink, view: RoomView, room: StagedRoom): Record<number, string> {
  const [writing, setWriting] = useState<Record<number, string>>({})
  const { line } = view
  useEffect(() => {
    const { socket } = link
    const timers = new Map<number, ReturnType<typeof setTimeout>>()
    const onWriting = ({ conferenceId, personId, item, number }: { conferenceId: string; personId: string; item: string; number: number }) => {
      if (conferenceId !== link.conferenceId || item !== room.item) return
      clearTimeout(timers.get(number))
      timers.set(number, setTimeout(() => setWriting((now) => ({ ...now, [number]: '' })), fades))
      setWriting((now) => ({ ...now, [number]: nameOf(room, personId) }))
    }
    socket?.on('room:writing', onWriting)
    return () => {
      socket?.off('room:writing', onWriting)
      for (const timer of timers.values()) clearTimeout(timer)
    }
  }, [link, line, room])
  return writing
}
