import { useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Reply } from '~/platform/http/form'
import type { Autosave } from '~/ui/use-autosave'

export type Sending = 'idle' | 'sending' | 'lost' | 'signedOut' | 'failed'
type Answer = { kind: 'sent'; to: string } | { kind: 'refused'; reply: Reply } | { kind: 'lost' | 'signedOut' | 'failed' }

async function post(url: string, form: HTMLFormElement): Promise<Answer> {
  const body = new FormData(form)
  body.set('intent', 'send')
  for (const [name, value] of [...body]) if (typeof value !== 'string') body.delete(name)
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' } })
    if (response.status === 401) return { kind: 'signedOut' }
    if (response.status === 422) return { kind: 'refused', reply: await response.json() as Reply }
    if (!response.ok) return { kind: 'failed' }
    return { kind: 'sent', to: (await response.json() as { to: string }).to }
  } catch {
    return { kind: 'lost' }
  }
}

/**
 * Sends the request by a script of its own: when a navigation of the framework meets a dead line, it takes the page away and the
 * text with it. Pressing again is safe, since the form's command id stays. Must be called after useAutosave, whose listener waits
 * for a save that is under way and so has to come first.
 */
export function useSending(formId: string, url: string, autosave: Autosave) {
  const navigate = useNavigate()
  const [sending, is] = useState<Sending>('idle')
  const [reply, answer] = useState<Reply | null>(null)
  const [pressed, press] = useState(false)
  const left = useRef(false)
  const latest = useRef({ autosave, navigate })
  latest.current = { autosave, navigate }
  useEffect(() => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return undefined
    let busy = false
    const submitted = (event: SubmitEvent) => {
      const intent = event.submitter instanceof HTMLButtonElement ? event.submitter.value : 'save'
      if (event.defaultPrevented || (intent !== 'save' && intent !== 'send')) return
      event.preventDefault()
      if (intent === 'save') return latest.current.autosave.resume()
      if (busy) return
      busy = true
      press(false)
      is('sending')
      void post(url, form).then((found) => {
        busy = false
        if (found.kind === 'sent') {
          left.current = true
          return latest.current.navigate(found.to)
        }
        is(found.kind === 'refused' ? 'idle' : found.kind)
        // What was typed stands in the fields already.
        answer(found.kind === 'refused' ? { ...found.reply, values: {} } : null)
        latest.current.autosave.resume()
      })
    }
    form.addEventListener('submit', submitted)
    return () => form.removeEventListener('submit', submitted)
  }, [formId, url])
  // The form waits for a save that cannot be made, so it was not sent either.
  const { state } = autosave
  useEffect(() => {
    if (!pressed || (state !== 'offline' && state !== 'signedOut')) return
    press(false)
    is(state === 'offline' ? 'lost' : 'signedOut')
  }, [pressed, state])
  return { sending, reply, left, press: () => press(true) }
}
