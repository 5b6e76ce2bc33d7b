import { useEffect, useMemo, useRef, useState } from 'react'
import type { Difference } from './kept-draft'
import type { Keeper, Offered } from './kept-draft-keeper'
import { useRootData } from './root-data'

export interface Kept {
  /** a text of this form that waits in this browser */
  offer: { at: number; differences: Difference[]; formId: string } | null
  /** what stands in the form and is not on the server yet waits in this browser, closed */
  safe: boolean
  restore: () => void
  giveUp: () => void
  /** the server has it: nothing waits any more */
  saved: () => void
}

/**
 * Keeps what is typed into the form `formId` in this browser until the server has it, so that a crash, a reload or a dead line
 * loses nothing: closed with a key of the server, offered again to the same person only, for 7 days. `place` names the text, e.g.
 * the address it is saved to. With `itself` the form does not save by itself: its text goes once the form was sent.
 */
export function useKeptDraft({ formId, place, itself = false }: { formId: string; place: string; itself?: boolean }): Kept {
  const personId = useRootData().viewer?.personId
  const [offered, offer] = useState<Offered | null>(null)
  const [safe, is] = useState(false)
  const keeper = useRef<Keeper>()
  useEffect(() => {
    const form = document.getElementById(formId)
    if (!personId || !(form instanceof HTMLFormElement)) return undefined
    let ended = false
    // Apart: no page waits for it, and where it cannot be had the page works without.
    void import('./kept-draft-keeper').then(({ keepForm }) => {
      if (!ended) keeper.current = keepForm({ form, place, personId, itself, offer, safe: is })
    }, () => undefined)
    return () => {
      ended = true
      keeper.current?.end()
      keeper.current = undefined
    }
  }, [formId, place, personId, itself])
  return useMemo(() => ({
    offer: offered && { ...offered, formId }, safe,
    restore: () => keeper.current?.restore(), giveUp: () => keeper.current?.giveUp(), saved: () => keeper.current?.saved(),
  }), [offered, formId, safe])
}
