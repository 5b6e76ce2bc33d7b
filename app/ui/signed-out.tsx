import { lazy, Suspense, useEffect, useState } from 'react'
import { signedOut } from '~/domain/people/hold-fetch'

const SignedOutDialog = lazy(() => import('./signed-out-dialog'))

/** Fetches the dialog when the sign-in has ended under an open page; the answer that said so came from a server within reach. */
export function SignedOut() {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    const show = () => setEnded(true)
    window.addEventListener(signedOut, show)
    return () => window.removeEventListener(signedOut, show)
  }, [])
  return ended ? <Suspense fallback={null}><SignedOutDialog /></Suspense> : null
}
