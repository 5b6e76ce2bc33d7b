import { useEffect, useState, useSyncExternalStore } from 'react'
import type { RoomState } from '~/domain/rooms/room-state'
import { connection } from './connection'
import { RoomLink, type RoomView } from './room-link'

/** The live room of a page; `initial` comes from the loader, so the room is readable before the line is up. */
export function useRoom(conferenceId: string, initial: RoomState): { link: RoomLink; view: RoomView } {
  const [link] = useState(() => new RoomLink(conferenceId, initial, connection))
  useEffect(() => {
    link.start()
    return () => link.stop()
  }, [link])
  useEffect(() => {
    // Nothing is stored in the browser, so a page with unsent words asks before it goes.
    const ask = (event: BeforeUnloadEvent) => {
      if (link.view().pending.length > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [link])
  const view = useSyncExternalStore(link.subscribe, link.view, link.view)
  return { link, view }
}
