/** Told to the window when a page's request found the sign-in ended, and when one went through again. */
export const signedOut = 'signed-out'
export const signedIn = 'signed-in'
/** Told when a page's request did not reach the server, and when one did again. */
export const lineLost = 'line-lost'
export const lineBack = 'line-back'

/** How long until a request that did not arrive is sent again (ms), unless the browser says that the line is back. */
const pause = 3_000
/** Answers of a proxy whose server is away, and of a server that is starting or stopping. */
const away = new Set([502, 503, 504])

const held = new Set<() => void>()
const ends = { [lineBack]: lineLost, [signedIn]: signedOut }

/** What went wrong and is not over. */
export const told = new Set<string>()

/** What went wrong is told each time, that it is over once. */
function tell(news: typeof signedOut | typeof signedIn | typeof lineLost | typeof lineBack): void {
  if (news === lineBack || news === signedIn ? told.delete(ends[news]) : told.add(news)) window.dispatchEvent(new Event(news))
}

/** Sends again what was held; what fails once more is held once more. */
export function tryAgain(): void {
  const waiting = [...held]
  held.clear()
  for (const go of waiting) go()
}

/**
 * In the browser, once: a page's own request (.data) that is answered 401, or that does not reach the server, is kept instead
 * of failing, so that the page stays as it is, with everything typed, until its reader has signed in again in another tab or the
 * line is back; then it is sent again. A command sent twice is done once: every form carries its command's id.
 */
export function holdFetch(): void {
  const send = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    if (!asksForData(input)) return send(input, init)
    for (;;) {
      const response = await send(input, init).catch((error: unknown) => {
        if (init?.signal?.aborted || !(error instanceof TypeError)) throw error
        return null
      })
      const lost = response === null || away.has(response.status)
      if (!lost) tell(lineBack)
      if (!lost && response.status !== 401) {
        tell(signedIn)
        return response
      }
      const again = hold(init?.signal)
      const timer = lost ? setTimeout(tryAgain, pause) : undefined
      tell(lost ? lineLost : signedOut)
      await again
      clearTimeout(timer)
    }
  }
  window.addEventListener('online', tryAgain)
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
