import { useEffect, useState } from 'react'
import type { RoomLink } from '~/sockets/room-link'

const every = 10_000

/** The time by the server's clock, in ms; it begins with the page's own, so that both ends write the same first page. */
export function useClock(link: RoomLink, first: string): number {
  const [now, setNow] = useState(() => Date.parse(first))
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.parse(link.now())), every)
    return () => clearInterval(timer)
  }, [link])
  return now
}
