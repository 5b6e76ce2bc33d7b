import { useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { RoomLink } from '~/sockets/room-link'

/**
 * Looks again when the agenda or the people of the conference change. What is typed stays where it is. Not while the line is down, nor of a
 * room that has closed: the loader would lead away from what is not sent yet.
 */
export function useAgendaRefresh(link: RoomLink): void {
  const { revalidate, state: looking } = useRevalidator()
  const { state } = useNavigation()
  const busy = useRef(false)
  useEffect(() => { busy.current = state !== 'idle' || looking !== 'idle' }, [state, looking])
  useEffect(() => {
    let stop = () => undefined as void
    let ended = false
    const look = () => {
      if (link.view().state.closedAt === null) revalidate()
    }
    void import('~/sockets/watch').then(({ watch }) => {
      if (!ended) stop = watch([`conference:${link.conferenceId}`], look, () => busy.current || link.view().line !== 'up', true)
    }, () => undefined)
    return () => {
      ended = true
      stop()
    }
  }, [link, revalidate])
}
