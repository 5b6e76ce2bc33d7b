/** Told to the window when a page's request found the sign-in ended, and when one went through again. */
export const signedOut = 'signed-out'
export const signedIn = 'signed-in'

const held = new Set<() => void>()

/** Sends again what was held; what finds no sign-in is held once more. */
export function tryAgain(): void {
  const waiting = [...held]
  held.clear()
  for (const go of waiting) go()
}

/**
 * In the browser, once: a page's own request (.data) that is answered 401 is kept instead of failing, so that the page
 * stays as it is, with everything typed, until its reader has signed in again in another tab; then it is sent again.
 */
export function holdFetch(): void {
  const send = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    for (let wasHeld = false; ; wasHeld = true) {
      const response = await send(input, init)
      if (response.status !== 401 || !asksForData(input)) {
        if (wasHeld) window.dispatchEvent(new Event(signedIn))
        return response
      }
      const again = hold(init?.signal)
      window.dispatchEvent(new Event(signedOut))
      await again
    }
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryAgain()
  })
}

/** Waits for tryAgain, or until nobody wants the answer any more: sending then fails by itself. */
function hold(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((go) => {
    held.add(go)
    signal?.addEventListener('abort', () => {
      held.delete(go)
      go()
    })
  })
}

function asksForData(input: RequestInfo | URL): boolean {
  const { origin, pathname } = new URL(input instanceof Request ? input.url : input, window.location.href)
  return origin === window.location.origin && pathname.endsWith('.data')
}
