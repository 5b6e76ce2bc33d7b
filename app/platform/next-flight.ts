interface Flight<T> { running: Promise<T>; next: Promise<T> | null }

/**
 * One question for all who ask at the same moment, per key. Whoever comes while one is under way waits for the next one, which begins
 * after it: so the answer is never older than the asking, and however many ask, two questions serve them.
 */
export function nextFlight<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const flights = new Map<string, Flight<T>>()
  const start = (key: string): Promise<T> => {
    const flight: Flight<T> = {
      next: null,
      running: ask(key).finally(() => {
        // With one that waits the key stays taken, so that nobody slips in between.
        if (!flight.next) flights.delete(key)
      }),
    }
    flights.set(key, flight)
    return flight.running
  }
  return (key) => {
    const flight = flights.get(key)
    if (!flight) return start(key)
    const again = (): Promise<T> => start(key)
    return (flight.next ??= flight.running.then(again, again))
  }
}
