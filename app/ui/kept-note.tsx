import { lazy, Suspense } from 'react'
import type { Kept } from './use-kept-draft'

// Rarely there: its words and its looks are fetched when it is.
const KeptOffer = lazy(() => import('./kept-offer'))

/** Stands above a form whose texts useKeptDraft keeps. */
export function KeptNote({ kept: { offer, restore, giveUp } }: { kept: Kept }) {
  return offer ? <Suspense fallback={null}><KeptOffer offer={offer} restore={restore} giveUp={giveUp} /></Suspense> : null
}
