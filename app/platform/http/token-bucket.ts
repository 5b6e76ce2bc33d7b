const rounding = 1e-6

/**
 * A limit per key (an address): `capacity` at once, refilled at `perMinute`. Returns 0 when one may pass, else the
 * seconds to wait. Kept in memory for at most `most` keys, oldest forgotten first, so that a flood of addresses cannot
 * fill it; several processes each count for themselves.
 */
export function tokenBucket({ capacity, perMinute, most = 10_000 }: { capacity: number; perMinute: number; most?: number }): (key: string, now: number) => number {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (key, now) => {
    const known = buckets.get(key)
    const tokens = known ? Math.min(capacity, known.tokens + (Math.max(0, now - known.at) / 60_000) * perMinute) : capacity
    // Adding up fractions of tokens falls short of a whole one by a rounding error.
    const pass = tokens > 1 - rounding
    // Put anew at the end: a Map keeps the order in which keys came.
    buckets.delete(key)
    buckets.set(key, { tokens: pass ? Math.max(0, tokens - 1) : tokens, at: now })
    for (const oldest of buckets.keys()) {
      if (buckets.size <= most) break
      buckets.delete(oldest)
    }
    return pass ? 0 : Math.ceil(((1 - tokens) / perMinute) * 60 - rounding)
  }
}
