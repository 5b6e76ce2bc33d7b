import { useEffect, useState, useSyncExternalStore } from 'react'
import type { RoomState } from '~/domain/rooms/room-state'
import { Call, type CallFacts } from './call'
import { currentCall, endCall, holdCall } from './current-call'
import type { RoomView } from './room-link'

const heldIn = (conferenceId: string): Call | null => {
  const held = currentCall()
  return held && held.facts.conferenceId === conferenceId && !held.over ? held : null
}

/**
 * The live room of a page; `initial` comes from the loader, so the room is readable before the line is up. Whoever comes back to
 * a room they are still in finds the very same call. It goes on when the page goes; one that is over ends with it.
 */
export function useRoom(facts: CallFacts, initial: RoomState, now: string): { call: Call; view: RoomView } {
  const [call] = useState(() => heldIn(facts.conferenceId) ?? new Call(facts, initial, now))
  useEffect(() => {
    holdCall(call)
    call.media.takeLead()
    return () => {
      if (call.over && currentCall() === call) endCall()
    }
  }, [call])
  useEffect(() => call.learn(facts), [call, facts])
  const { link } = call
  const view = useSyncExternalStore(link.subscribe, link.view, link.view)
  return { call, view }
}
