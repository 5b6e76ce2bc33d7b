/** A bucket that holds `burst` and gains `perSecond`; take() tells whether there was one left. */
export function tokenBucket(burst: number, perSecond: number, clock: () => number = Date.now): { take: () => boolean } {
  let left = burst
  let at = clock()
  return {
    take() {
      const now = clock()
      left = Math.min(burst, left + ((now - at) / 1000) * perSecond)
      at = now
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
