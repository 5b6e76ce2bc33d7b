/**
 * Group commit for what comes one by one and may wait for each other: while a question (or a write) is under way the next ones gather,
 * and go together. Each caller gets the answer at its own place, of a question that began after it asked, and shares its failure.
 */
export function askTogether<T, R>(ask: (rows: T[]) => Promise<R[]>, most = 200): (row: T) => Promise<R> {
  let waiting: { row: T; settle: (answer: R) => void; fail: (error: unknown) => void }[] = []
  let busy = false
  const drain = async (): Promise<void> => {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const answers = await ask(batch.map(({ row }) => row))
        if (answers.length < batch.length) throw new Error('A question for many was not answered for each')
        answers.forEach((answer, n) => batch[n]?.settle(answer))
      } catch (error) {
        for (const { fail } of batch) fail(error)
      }
    }
    busy = false
  }
  return (row) => new Promise((settle, fail) => {
    waiting.push({ row, settle, fail })
    if (!busy) void drain()
  })
}

/** The same for a write, which answers nothing. */
export const together = <T>(write: (rows: T[]) => Promise<unknown>, most?: number): ((row: T) => Promise<void>) =>
  askTogether(async (rows: T[]) => {
    await write(rows)
    return rows.map(() => undefined)
  }, most)
