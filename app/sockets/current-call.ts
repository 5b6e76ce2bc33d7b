import { useSyncExternalStore } from 'react'
import type { Call } from './call'
import { Listeners } from './listeners'

/**
 * The one room this page is in, wherever its person walks: the room's page and the dock both read it here. It brings no code of
 * the room along, so every signed-in page can look.
 */
let held: Call | null = null
let keysOn = true
const changes = new Listeners()

export const currentCall = (): Call | null => held

/** One call at a time: the one before it ends here. */
export function holdCall(call: Call): void {
  if (held === call) return
  held?.end()
  held = call
  call.begin()
  changes.tell()
}

/** Leaves the room; nothing is heard or sent from here on. */
export function endCall(): void {
  const ended = held
  held = null
  ended?.end()
  changes.tell()
}

/** None on the server, where a page begins. */
export const useCurrentCall = (): Call | null => useSyncExternalStore(changes.subscribe, currentCall, () => null)

/** Single keys can be switched off (WCAG 2.1.4), in the room and in the dock alike. */
export function useKeysOn(): [on: boolean, toggle: () => void] {
  const on = useSyncExternalStore(changes.subscribe, () => keysOn, () => true)
  return [on, toggleKeys]
}

function toggleKeys(): void {
  keysOn = !keysOn
  changes.tell()
}
