import type { Request, RequestHandler } from 'express'
import { networkOf } from './network'
import { plainPage } from './plain-page'

/** A bucket of `burst` requests that refills at `perSecond`. */
export interface Rate { burst: number; perSecond: number }

interface Bucket { left: number; at: number }

/** So many addresses are remembered, those seen last; a forgotten one starts with a full bucket. */
const remembered = 20_000

/** Token buckets by key, in this process's memory. `now` in ms. Returns the seconds to wait, 0 when the request may pass. */
export function buckets({ burst, perSecond }: Rate) {
  const all = new Map<string, Bucket>()
  return (key: string, now: number): number => {
    const { left, at } = all.get(key) ?? { left: burst, at: now }
    const filled = Math.min(burst, left + ((now - at) / 1000) * perSecond)
    // Taken out and put back at the end: the map's first key is the one not seen for longest.
    all.delete(key)
    all.set(key, { left: filled < 1 ? filled : filled - 1, at: now })
    const [oldest] = all.keys()
    if (all.size > remembered && oldest !== undefined) all.delete(oldest)
    return filled < 1 ? Math.ceil((1 - filled) / perSecond) : 0
  }
}

// A whole hospital may share one address, so pages are limited generously; what a stranger can try is not.
const rates: Array<{ name: string; rate: Rate; counts: (request: Request) => boolean }> = [
  { name: 'strangers', rate: { burst: 60, perSecond: 1 }, counts: ({ method, path }) => path.startsWith('/check') || (path.startsWith('/sign-in') && method === 'POST') },
  // Not among the strangers: phones look again and again, and would use up the sign-ins of their hospital. Codes of 128 bits are not guessed.
  { name: 'phones', rate: { burst: 300, perSecond: 20 }, counts: ({ path }) => path.startsWith('/camera') },
  // Calendar programs of a whole hospital look again by themselves; their addresses hold codes of 128 bits as well.
  { name: 'calendars', rate: { burst: 300, perSecond: 20 }, counts: ({ path }) => path.startsWith('/calendar/') },
  { name: 'changes', rate: { burst: 300, perSecond: 30 }, counts: ({ method }) => method !== 'GET' && method !== 'HEAD' },
  { name: 'all', rate: { burst: 1200, perSecond: 120 }, counts: () => true },
]

/** Pieces of uploads: a folder of pictures is thousands of small files, and a guessed token is still a request. */
export const uploadRates: typeof rates = [{ name: 'uploads', rate: { burst: 600, perSecond: 60 }, counts: () => true }]

/** Limits requests per address (429 with Retry-After). Stands behind the static files, which cost nothing. */
export function rateLimit(given = rates, clock: () => number = Date.now): RequestHandler {
  const limits = given.map((limit) => ({ ...limit, wait: buckets(limit.rate) }))
  return (request, response, next) => {
    const wait = Math.max(0, ...limits.filter(({ counts }) => counts(request)).map((limit) => limit.wait(networkOf(request.ip ?? ''), clock())))
    if (wait === 0) return next()
    plainPage(request, response.set('Retry-After', String(wait)), 429, 'shell:tooMany', { count: wait })
  }
}
