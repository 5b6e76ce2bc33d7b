import { useEffect, useState, useSyncExternalStore } from 'react'
import type { RoomState } from '~/domain/rooms/room-state'
import { connection } from './connection'
import { RoomLink, type RoomView } from './room-link'

/** The live room of a page; `initial` comes from the loader, so the room is readable before the line is up. */
export function useRoom(conferenceId: string, initial: RoomState): { link: RoomLink; view: RoomView } {
  const [link, setLink] = useState(() => new RoomLink(conferenceId, initial, connection))
  useEffect(() => {
    // React's strict mode starts twice: a link that was stopped is not used again.
    const mine = new RoomLink(conferenceId, initial, connection)
    setLink(mine)
    void mine.start().catch(() => mine.retryNow())
    return () => mine.stop(true)
    // A later revalidation brings a newer state, which the log already knows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [conferenceId])
  const view = useSyncExternalStore(link.subscribe, link.view, link.view)
  return { link, view }
}
