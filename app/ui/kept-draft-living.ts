/** Held by a page for as long as it writes the row of that id; the browser lets go of it when the page dies, however it dies. */
const lockOf = (row: string): string => `chi-em kept ${row}`

/** Of the texts found, those that were left behind: no page of this browser that holds one of these locks is writing them now. */
export function leftBehind<T extends { id: string }>(found: readonly T[], held: readonly string[]): T[] {
  return found.filter(({ id }) => !held.includes(lockOf(id)))
}

/** Tells the browser's other pages that this one writes the row, until the returned function is called. Where there are no locks nobody is told. */
export function beginWriting(row: string, locks: Pick<LockManager, 'request'> | null = navigator.locks): () => void {
  let stop = (): void => undefined
  const ended = new Promise<void>((done) => { stop = done })
  void locks?.request(lockOf(row), () => ended).catch(() => undefined)
  return stop
}

/** The locks pages of this browser hold now. */
export async function heldLocks(locks: Pick<LockManager, 'query'> | null = navigator.locks): Promise<string[]> {
  const { held = [] } = await locks?.query() ?? {}
  return held.flatMap(({ name }) => name ?? [])
}
