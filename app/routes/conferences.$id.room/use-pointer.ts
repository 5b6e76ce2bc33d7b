import { useCallback, useEffect, useRef, useState } from 'react'
import type { FromServer, Pointer } from '~/sockets/contract'
import type { RoomLink, RoomView } from '~/sockets/room-link'

/** 12 times a second is smooth enough and a third of the server's limit. */
const every = 80
const fades = 2_500

/** The shared pointer: others' as it comes, one's own at a measured pace. Volatile: what is lost is not missed. */
export function usePointer(link: RoomLink, { line }: RoomView) {
  const [pointer, setPointer] = useState<Pointer | null>(null)
  const [lastFile, setLastFile] = useState<string | null>(null)
  useEffect(() => {
    const { socket } = link
    let timer: ReturnType<typeof setTimeout> | undefined
    const onPoint: FromServer['room:point'] = (message) => {
      if (message.conferenceId !== link.conferenceId) return
      setPointer(message)
      setLastFile(message.fileId)
      clearTimeout(timer)
      timer = setTimeout(() => setPointer(null), fades)
    }
    socket?.on('room:point', onPoint)
    return () => {
      clearTimeout(timer)
      socket?.off('room:point', onPoint)
    }
  }, [link, line])
  const last = useRef(0)
  const point = useCallback((at: { fileId: string; page: number; x: number; y: number }) => {
    if (Date.now() - last.current < every || !link.socket?.connected) return
    last.current = Date.now()
    link.socket.volatile.emit('room:point', { conferenceId: link.conferenceId, ...at })
  }, [link])
  return { pointer, lastFile, point }
}
