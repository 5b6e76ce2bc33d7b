import { useCallback, useEffect, useRef, useState } from 'react'
import type { FromServer, Pointer } from '~/sockets/contract'
import type { RoomLink, RoomView } from '~/sockets/room-link'

/** 12 times a second is smooth enough and a third of the server's limit. */
export const every = 80
const fades = 2_000

/** The pointers of everybody: others' as they come, one's own at a measured pace. Volatile: what is lost is not missed. */
export function usePointer(link: RoomLink, { line }: RoomView) {
  const [pointers, setPointers] = useState<Pointer[]>([])
  useEffect(() => {
    const { socket } = link
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const onPoint: FromServer['room:point'] = (message) => {
      if (message.conferenceId !== link.conferenceId) return
      const { personId } = message
      const others = (all: Pointer[]) => all.filter((pointer) => pointer.personId !== personId)
      setPointers((all) => [...others(all), message])
      clearTimeout(timers.get(personId))
      timers.set(personId, setTimeout(() => setPointers(others), fades))
    }
    socket?.on('room:point', onPoint)
    return () => {
      for (const timer of timers.values()) clearTimeout(timer)
      setPointers([])
      socket?.off('room:point', onPoint)
    }
  }, [link, line])
  const last = useRef(0)
  const point = useCallback((at: { fileId: string; page: number; x: number; y: number }) => {
    if (Date.now() - last.current < every || !link.socket?.connected) return
    last.current = Date.now()
    link.socket.volatile.emit('room:point', { conferenceId: link.conferenceId, ...at })
  }, [link])
  return { pointers, point }
}
