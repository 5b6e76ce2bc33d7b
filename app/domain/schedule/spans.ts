/** A stretch of time in milliseconds since 1970; the end no longer belongs to it. */
export interface Span { from: number; until: number }

export const overlaps = (a: Span, b: Span): boolean => a.from < b.until && b.from < a.until
export const within = (inner: Span, outer: Span): boolean => outer.from <= inner.from && inner.until <= outer.until

/** The same time in order, without overlaps and empty stretches; what touches is one. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    if (until <= from) continue
    const last = result.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else result.push({ from, until })
  }
  return result
}

/** What both have; each in order and without overlaps. */
export function shared(a: readonly Span[], b: readonly Span[]): Span[] {
  const result: Span[] = []
  for (let i = 0, j = 0; ;) {
    const [one, other] = [a[i], b[j]]
    if (!one || !other) return result
    const span = { from: Math.max(one.from, other.from), until: Math.min(one.until, other.until) }
    if (span.from < span.until) result.push(span)
    if (one.until < other.until) i += 1
    else j += 1
  }
}

/** What is left of the first without the second; both in order and without overlaps. */
export function without(spans: readonly Span[], blocked: readonly Span[]): Span[] {
  const result: Span[] = []
  let first = 0
  for (const { from, until } of spans) {
    let begin = from
    while (first < blocked.length && (blocked[first]?.until ?? 0) <= from) first += 1
    for (let next = first; next < blocked.length; next += 1) {
      const block = blocked[next]
      if (!block || block.from >= until) break
      if (block.from > begin) result.push({ from: begin, until: block.from })
      begin = Math.max(begin, block.until)
    }
    if (begin < until) result.push({ from: begin, until })
  }
  return result
}
