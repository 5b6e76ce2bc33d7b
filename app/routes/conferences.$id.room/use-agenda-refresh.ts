import { useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { RoomLink } from '~/sockets/room-link'

/**
 * Looks again when the agenda or the people of the conference change. What is typed stays where it is. Not while the line is down, nor of a
 * room that has closed: the loader would lead away from what is not sent yet.
 */
export function useAgendaRefresh(link: RoomLink): void {
  const { revalidate } = useRevalidator()
  const { state } = useNavigation()
  const leaving = useRef(false)
  useEffect(() => { leaving.current = state !== 'idle' }, [state])
  useEffect(() => {
    let stop = () => undefined as void
    let ended = false
    const look = () => {
      if (link.view().state.closedAt === null) revalidate()
    }
    void import('~/sockets/watch').then(({ watch }) => {
      if (!ended) stop = watch([`conference:${link.conferenceId}`], look, () => leaving.current || link.view().line !== 'up', true)
    }, () => undefined)
    return () => {
      ended = true
      stop()
    }
  }, [link, revalidate])
}
