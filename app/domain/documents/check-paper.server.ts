import { networkOf } from '~/platform/http/network'
import { buckets } from '~/platform/http/rate-limit'
import { paperByCode } from './queries.server'

type Found = NonNullable<Awaited<ReturnType<typeof paperByCode>>>
export type Checked = { state: 'found'; paper: Found } | { state: 'unknown' } | { state: 'limited'; seconds: number }

// A hospital behind one address checks a pile of papers; who guesses gets nowhere against 80 bits anyway.
const limit = buckets({ burst: 30, perSecond: 0.5 })

/** Looks a paper up for anyone who holds its code; `address` is the caller's, counted per network. */
export async function checkPaper(code: string, address: string, now = Date.now()): Promise<Checked> {
  const seconds = limit(networkOf(address), now)
  if (seconds > 0) return { state: 'limited', seconds }
  const paper = await paperByCode(code)
  return paper ? { state: 'found', paper } : { state: 'unknown' }
}
