import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { ownEndpoint, pushState, subscribeBrowser, type PushState } from '~/ui/push-browser'

type Trouble = Exclude<PushState, 'on' | 'off'> | 'service' | 'refused'
const troubles: readonly string[] = ['unsupported', 'insecure', 'denied', 'service', 'refused'] satisfies Trouble[]
const isTrouble = (word: string): word is Trouble => troubles.includes(word)

/** Whether this browser can be woken, and turning it on: the browser's subscription is handed to the server. */
export function usePush(key: string) {
  const { revalidate } = useRevalidator()
  const [state, setState] = useState<PushState | null>(null)
  const [endpoint, setEndpoint] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [working, setWorking] = useState(false)
  useEffect(() => {
    void Promise.all([pushState(), ownEndpoint()]).then(([found, own]) => {
      setState(found)
      setEndpoint(own)
    }, () => setState('unsupported'))
  }, [])

  async function turnOn(): Promise<void> {
    const subscribed = await subscribeBrowser(key)
    const answer = await fetch('/push', { method: 'POST', body: new URLSearchParams({ intent: 'subscribe', ...subscribed }) })
    if (!answer.ok) throw new Error('refused')
    setEndpoint(subscribed.endpoint)
    setState('on')
    revalidate()
  }

  const enable = () => {
    if (working) return
    setWorking(true)
    setTrouble(null)
    turnOn()
      .catch((error: unknown) => setTrouble(error instanceof Error && isTrouble(error.message) ? error.message : 'refused'))
      .finally(() => setWorking(false))
  }
  return { state, endpoint, trouble, working, enable }
}
