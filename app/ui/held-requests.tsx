import { lazy, Suspense, useEffect, useState } from 'react'
import { useRootData } from './root-data'

const Held = lazy(() => import('./held'))

/** Fetched behind every signed-in page, since a dead line could not fetch it any more; the sign-in page goes without. */
export function HeldRequests() {
  const signedIn = useRootData().viewer !== null
  const [open, setOpen] = useState(false)
  useEffect(() => setOpen(signedIn), [signedIn])
  return open ? <Suspense fallback={null}><Held /></Suspense> : null
}
