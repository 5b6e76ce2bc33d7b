import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Shown } from '~/domain/rooms/stage-state'
import { sameView, wholeView, type View } from '~/domain/rooms/stage-view'
import type { FromServer, Looked } from '~/sockets/contract'
import type { Parts } from './parts'
import { every } from './use-pointer'

/** What is looked at: a page of a file, and which part of it. */
export interface Place { fileId: string; page: number; view: View }
/** A movement has come to rest. */
const restsAfter = 400

const samePlace = (one: Place, other: Place | null): boolean =>
  other !== null && one.fileId === other.fileId && one.page === other.page && sameView(one.view, other.view)

/**
 * What this person sees of the pictures: the presenter what they choose, told to all; whoever follows exactly that; whoever moves by
 * themselves looks around until they follow again.
 */
export function useSharedView({ room, link, view: { state, line } }: Parts) {
  const { item, consult: { files } } = room
  const { presenterId, shown } = state.board
  const presents = presenterId === room.me.personId
  const [own, setOwn] = useState<Place | null>(null)
  const [follows, setFollows] = useState(true)
  const live = useLive(link, line, shown)
  const latest = live ?? shown
  const followed = !presents && follows && latest?.item === item ? latest : null
  const wanted = followed ?? own
  const known = files.some(({ id }) => id === wanted?.fileId)
  const first = files[0]?.id
  const beginning = useMemo<Place | null>(() => (first === undefined ? null : { fileId: first, page: 1, view: wholeView }), [first])
  const place: Place | null = wanted && (known || followed) ? wanted : beginning

  // Whoever stops following, or presents from now on, begins where the others are.
  useEffect(() => { if (followed) setOwn(followed) }, [followed])
  useEffect(() => setFollows(true), [presenterId])
  useTelling({ link, line, item, place: presents && !followed ? place : null, shown })

  const move = useCallback((next: Place) => {
    setOwn(next)
    if (!presents) setFollows(false)
  }, [presents])
  return {
    place, move, presents, presenterId,
    /** one looks at something else than what is presented */
    around: !presents && !follows && presenterId !== null,
    follow: useCallback(() => setFollows(true), []),
    /** what is presented is not for this person */
    hidden: followed !== null && !known,
  }
}

/** The presenter's movement while it lasts; the log's word afterwards takes its place. */
function useLive(link: Parts['link'], line: string, shown: Shown | null): Looked | null {
  const [live, setLive] = useState<Looked | null>(null)
  useEffect(() => setLive(null), [shown])
  useEffect(() => {
    const { socket } = link
    const onLook: FromServer['room:look'] = (message) => {
      if (message.conferenceId === link.conferenceId) setLive(message)
    }
    socket?.on('room:look', onLook)
    return () => void socket?.off('room:look', onLook)
  }, [link, line])
  return live
}

/** The presenter tells: on the move at a measured pace, and for good where the movement ends. */
function useTelling({ link, line, item, place, shown }: { link: Parts['link']; line: string; item: string; place: Place | null; shown: Shown | null }): void {
  const last = useRef(0)
  const latest = useRef(shown)
  latest.current = shown
  useEffect(() => {
    if (!place || line !== 'up' || samePlace(place, latest.current)) return undefined
    const message = { item, fileId: place.fileId, page: place.page, view: place.view }
    if (Date.now() - last.current >= every) {
      last.current = Date.now()
      link.socket?.volatile.emit('room:look', { conferenceId: link.conferenceId, ...message })
    }
    const timer = setTimeout(() => link.send('room:show', message), restsAfter)
    return () => clearTimeout(timer)
  }, [link, line, item, place])
}
