import { testBytes, type LineTest } from '~/domain/rooms/line-test'

const within = 20_000
const pings = 5

/** A few small requests to our own server: delay as the middle of empty ones, rates from two larger ones. Throws where none gets through. */
export async function measureLine(address: string): Promise<LineTest> {
  const signal = typeof AbortSignal.timeout === 'function' ? AbortSignal.timeout(within) : null
  const timed = async (query: string, init: RequestInit = {}): Promise<number> => {
    const from = performance.now()
    const answer = await fetch(`${address}${query}`, { cache: 'no-store', signal, ...init })
    if (!answer.ok) throw new Error(`${answer.status}`)
    await answer.arrayBuffer()
    return performance.now() - from
  }
  // The first one may open a connection; it does not count.
  await timed('?bytes=0')
  const delays: number[] = []
  for (let ping = 0; ping < pings; ping++) delays.push(await timed('?bytes=0'))
  const delay = delays.sort((a, b) => a - b)[Math.floor(pings / 2)] ?? 0
  // Beyond this the parts are too small to tell how fast the line is.
  const kbits = (bytes: number, ms: number) => Math.min(testBytes.kbitsToTell, (bytes * 8) / Math.max(1, ms - (delays[0] ?? 0)))
  const down = kbits(testBytes.down, await timed(`?bytes=${testBytes.down}`))
  const up = kbits(testBytes.up, await timed('', { method: 'POST', body: new Uint8Array(testBytes.up), headers: { 'content-type': 'application/octet-stream' } }))
  return { delay: Math.round(delay), down: Math.round(down), up: Math.round(up) }
}
