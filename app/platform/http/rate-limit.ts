import type { Request, RequestHandler } from 'express'
import { plainPage } from './plain-page'

/** A bucket of `burst` requests that refills at `perSecond`. */
export interface Rate { burst: number; perSecond: number }

interface Bucket { left: number; at: number }

/** So many addresses are remembered; full buckets are forgotten first. */
const remembered = 20_000

/** Token buckets by key, in this process's memory. `now` in ms. Returns the seconds to wait, 0 when the request may pass. */
export function buckets({ burst, perSecond }: Rate) {
  const all = new Map<string, Bucket>()
  const filled = (bucket: Bucket, now: number) => Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
  const forget = (now: number) => {
    for (const [key, bucket] of all) if (filled(bucket, now) >= burst) all.delete(key)
    for (const key of all.keys()) if (all.size >= remembered) all.delete(key)
      else break
  }
  return (key: string, now: number): number => {
    if (all.size >= remembered && !all.has(key)) forget(now)
    const left = filled(all.get(key) ?? { left: burst, at: now }, now)
    all.set(key, { left: left < 1 ? left : left - 1, at: now })
    return left < 1 ? Math.ceil((1 - left) / perSecond) : 0
  }
}

// A whole hospital may share one address, so pages are limited generously; what a stranger can try is not.
const rates: Array<{ name: string; rate: Rate; counts: (request: Request) => boolean }> = [
  { name: 'strangers', rate: { burst: 60, perSecond: 1 }, counts: ({ method, path }) => path.startsWith('/check') || (path.startsWith('/sign-in') && method === 'POST') },
  { name: 'changes', rate: { burst: 300, perSecond: 30 }, counts: ({ method }) => method !== 'GET' && method !== 'HEAD' },
  { name: 'all', rate: { burst: 1200, perSecond: 120 }, counts: () => true },
]

/** Limits requests per address (429 with Retry-After). Stands behind the static files, which cost nothing. */
export function rateLimit(given = rates, clock: () => number = Date.now): RequestHandler {
  const limits = given.map((limit) => ({ ...limit, wait: buckets(limit.rate) }))
  return (request, response, next) => {
    const wait = Math.max(0, ...limits.filter(({ counts }) => counts(request)).map((limit) => limit.wait(request.ip ?? '', clock())))
    if (wait === 0) return next()
    plainPage(request, response.set('Retry-After', String(wait)), 429, 'shell:tooMany', { count: wait })
  }
}
