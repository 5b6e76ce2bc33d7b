import { useBlocker } from '@remix-run/react'
import { useEffect, type MutableRefObject } from 'react'
import type { Autosave } from '~/ui/use-autosave'

/** Leaving by a link of the product waits for the save under way, and asks when it cannot be made. */
export function useLeaving({ state }: Autosave, left: MutableRefObject<boolean>, question: string): void {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => !left.current && state !== 'saved' && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (blocker.state !== 'blocked' || state === 'unsaved' || state === 'saving') return
    if (state === 'saved' || window.confirm(question)) blocker.proceed()
    else blocker.reset()
  }, [blocker, state, question])
}
