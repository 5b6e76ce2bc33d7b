import { useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState, type FormEvent } from 'react'

const refusedIntent = (reply: unknown): unknown => (typeof reply === 'object' && reply !== null && 'problems' in reply && 'intent' in reply ? reply.intent : undefined)
const isRefusalOf = (reply: unknown, intent: string): boolean => refusedIntent(reply) === intent

/** The same deed may stand as a box or behind a button; a form stays where it was begun. */
export type Place = 'box' | 'other'

/**
 * Which forms somebody has begun to fill in, and the one just refused: such a form stays on the page when the consult has moved on
 * and would take it away, so that no text is lost and the refusal is read, also before JavaScript.
 */
export function useTyped(reply: unknown) {
  const [begun, change] = useState<readonly { place: Place; intent: string }[]>([])
  const navigation = useNavigation()
  const sent = useRef('')
  useEffect(() => {
    if (navigation.state !== 'idle') {
      const intent = navigation.formData?.get('intent')
      if (typeof intent === 'string') sent.current = intent
      return
    }
    const done = sent.current
    sent.current = ''
    if (done && !isRefusalOf(reply, done)) change((list) => list.filter(({ intent }) => intent !== done))
  }, [navigation, reply])
  const onInput = ({ target }: FormEvent) => {
    const form = target instanceof Element ? target.closest('form') : null
    const intent = form ? new FormData(form).get('intent') : null
    const place = form?.closest('.acts') ? 'other' : 'box'
    if (typeof intent === 'string') change((list) => (list.some((one) => one.intent === intent && one.place === place) ? list : [...list, { place, intent }]))
  }
  const refused = refusedIntent(reply)
  /** `elsewhere`: the same deed is offered at another place, where its refusal is read. */
  const typed = (deed: string, place: Place, elsewhere = false) =>
    begun.some((one) => one.intent === deed && one.place === place) || (refused === deed && !elsewhere && !begun.some(({ intent }) => intent === deed))
  return { typed, onInput }
}
