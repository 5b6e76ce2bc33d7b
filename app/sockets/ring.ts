import type { Ringing } from '~/domain/notifications/ringing.server'
import { listenTo } from './watch'

/** Asks again at least this often, should the socket be held up by a proxy. */
const every = 60_000
/** Several changes within this time are one question. */
const together = 150

/**
 * Tells what rings for a person, now and at each change, also on hidden pages and on pages where somebody writes, which do not refresh
 * themselves. What could not be asked stays as it was. Ends with the function it returns.
 */
export function watchRinging(personId: string, tell: (rings: Ringing[]) => void): () => void {
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = async () => {
    const answer = await fetch('/inbox/ringing', { headers: { accept: 'application/json' } }).catch(() => null)
    if (answer?.ok && !ended) tell((await answer.json()) as Ringing[])
  }
  const soon = () => { timer ??= setTimeout(() => { timer = undefined; void ask() }, together) }
  const stop = listenTo([`person:${personId}`], soon)
  const again = setInterval(() => void ask(), every)
  void ask()
  return () => {
    ended = true
    clearTimeout(timer)
    clearInterval(again)
    stop()
  }
}
