/**
 * Group commit for rows that come one by one and may wait for each other: while a write is under way the next ones gather, and go
 * together. Each caller waits for the write that carried their row, and shares its failure.
 */
export function together<T>(write: (rows: T[]) => Promise<unknown>, most = 200): (row: T) => Promise<void> {
  let waiting: { row: T; settle: () => void; fail: (error: unknown) => void }[] = []
  let busy = false
  const drain = async (): Promise<void> => {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        await write(batch.map(({ row }) => row))
        for (const { settle } of batch) settle()
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
