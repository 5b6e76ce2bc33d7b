import { lazy, Suspense } from 'react'
import { useCurrentCall } from '~/sockets/current-call'

// Fetched when there is a call, still in its room; most pages never need it.
const Dock = lazy(() => import('./dock'))

/** Keeps a live room in sight on every other page. */
export function CallDock() {
  const call = useCurrentCall()
  return call ? <Suspense fallback={null}><Dock key={call.facts.conferenceId} call={call} /></Suspense> : null
}
