/**
 * Lets at most `most` pieces of work run at once; the rest wait in the order they came. When `mayWait` wait already, the next one
 * is refused with what `full` makes.
 */
export function turns(most: number, { mayWait = Infinity, full = () => new Error('too many wait') }: { mayWait?: number; full?: () => Error } = {}): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) {
      if (waiting.length >= mayWait) throw full()
      // A freed place is handed over to the one who waits, so a newcomer cannot slip in between.
      await new Promise<void>((go) => waiting.push(go))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
