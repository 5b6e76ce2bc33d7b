import { useEffect, useMemo, useRef, useState } from 'react'
import { Autosaver, type SaveReport } from './autosaver'
import { useKeptDraft, type Kept } from './use-kept-draft'

export interface Autosave extends SaveReport {
  /** go on with this page's text over the server's version */
  keepMine: (version: number) => void
  /** save at once what is not saved yet */
  now: () => void
  /** the form was not sent after all: go on saving */
  resume: () => void
  /** this page's text is given up: no warning on leaving */
  giveUp: () => void
  /** what waits in this browser while the server cannot have it; shown by KeptNote */
  kept: Kept
}

/**
 * Saves the form `formId` to `url` (a route that answers with autosave()) 1.5 s after the last key and when a field is left; keeps
 * trying while the line is dead. Until the server has it, the text waits closed in this browser (useKeptDraft).
 */
export function useAutosave({ formId, url, savedAt }: { formId: string; url: string; savedAt: string | null }): Autosave {
  const [report, tell] = useState<SaveReport>({ state: 'saved', savedAt, problems: [] })
  const saver = useRef<Autosaver>()
  const first = useRef(savedAt)
  const kept = useKeptDraft({ formId, place: url })
  const { state } = report
  const keptNow = useRef(kept)
  keptNow.current = kept
  useEffect(() => {
    if (state === 'saved') keptNow.current.saved()
  }, [state, report.savedAt])
  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return undefined
    const made = new Autosaver(form, url, first.current, tell)
    saver.current = made
    return listen(form, made)
  }, [formId, url])
  return useMemo(() => ({
    ...report,
    keepMine: (version) => saver.current?.keepMine(version),
    now: () => saver.current?.now(),
    giveUp: () => {
      saver.current?.stop()
      keptNow.current.saved()
    },
    kept,
    resume: () => {
      saver.current?.resume()
      saver.current?.now()
    },
  }), [report, kept])
}

function listen(form: HTMLFormElement, saver: Autosaver): () => void {
  const typed = (event: Event) => {
    if (event.target instanceof HTMLInputElement && ['password', 'file'].includes(event.target.type)) return
    saver.resume()
    saver.typed()
  }
  const left = () => saver.now()
  const seen = () => {
    if (document.visibilityState === 'visible') saver.now()
  }
  const leaving = (event: BeforeUnloadEvent) => {
    if (saver.unsaved) event.preventDefault()
  }
  const sent = (event: SubmitEvent) => {
    if (!saver.waiting) return saver.stop()
    // A save is under way: the form waits for it, or it would be sent with a version that is no longer the newest.
    event.preventDefault()
    event.stopImmediatePropagation()
    const { submitter } = event
    void saver.flush().then((saved) => { if (saved && submitter) submitter.click() })
  }
  form.addEventListener('input', typed)
  form.addEventListener('focusout', left)
  form.addEventListener('submit', sent)
  window.addEventListener('online', left)
  window.addEventListener('signed-in', left)
  window.addEventListener('beforeunload', leaving)
  document.addEventListener('visibilitychange', seen)
  return () => {
    saver.stop()
    form.removeEventListener('input', typed)
    form.removeEventListener('focusout', left)
    form.removeEventListener('submit', sent)
    window.removeEventListener('online', left)
    window.removeEventListener('signed-in', left)
    window.removeEventListener('beforeunload', leaving)
    document.removeEventListener('visibilitychange', seen)
  }
}
