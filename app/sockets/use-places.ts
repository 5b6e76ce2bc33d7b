import { useEffect, useState } from 'react'
import type { FromServer, MediaPlaces } from './contract'
import type { RoomLink, RoomView } from './room-link'

/** What the room says of its places; null as long as nothing has changed. */
export function usePlaces(link: RoomLink, { line }: RoomView): MediaPlaces | null {
  const [places, setPlaces] = useState<MediaPlaces | null>(null)
  useEffect(() => {
    const { socket } = link
    const onPlaces: FromServer['media:places'] = ({ conferenceId, people, cameras }) => {
      if (conferenceId === link.conferenceId) setPlaces({ people, cameras })
    }
    socket?.on('media:places', onPlaces)
    return () => void socket?.off('media:places', onPlaces)
  }, [link, line])
  return places
}
