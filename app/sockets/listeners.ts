/** Who wants to know of a change; for stores that React reads with useSyncExternalStore. */
export class Listeners {
  readonly #all = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.#all.add(listener)
    return () => void this.#all.delete(listener)
  }

  tell(): void {
    for (const listener of this.#all) listener()
  }
}
