import { useEffect, useRef } from 'react'
import { useNavigation, useRevalidator } from '@remix-run/react'

/**
 * An open page looks again when something it shows has changed: `topics` are consult:<id>, person:<id>, hospital:<id>,
 * conference:<id>. Hidden pages look when they are seen again, and every page once after a dropped line came back.
 */
export function useRefresh(topics: string[]): void {
  const { revalidate, state: looking } = useRevalidator()
  const { state } = useNavigation()
  const busy = useRef(false)
  // A page on its way is left to arrive first: loading it again would lose what it says only once. So is a look that is under way.
  useEffect(() => { busy.current = state !== 'idle' || looking !== 'idle' }, [state, looking])
  const key = [...topics].sort().join(' ')
  useEffect(() => {
    const wanted = key.split(' ').filter(Boolean)
    if (wanted.length === 0) return undefined
    let stop = () => undefined as void
    let ended = false
    // Apart, since no page waits for it and the sign-in page never needs it.
    void import('./watch').then(({ watch }) => {
      if (!ended) stop = watch(wanted, revalidate, () => busy.current)
    }, () => undefined)
    return () => {
      ended = true
      stop()
    }
  }, [key, revalidate])
}
