/** A name and the days it was in use: yyyy-MM-dd, both ends included, no end while in use. */
export interface DatedName { name: string; shortName: string; validFrom: string; validUntil: string | null }

/**
 * The name in use on `day` (yyyy-MM-dd). A day before the first name gets the first one, a day in a gap the one before it,
 * so that a paper is never without a name.
 */
export function nameOn(names: readonly DatedName[], day: string): DatedName | undefined {
  const inOrder = [...names].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return inOrder.filter((name) => name.validFrom <= day).at(-1) ?? inOrder[0]
}
