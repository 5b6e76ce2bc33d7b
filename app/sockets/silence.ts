const telephoneAfter = 10_000

/** Notices when it has been silent for ten seconds, and says so once. */
export class Silence {
  #timer: ReturnType<typeof setTimeout> | undefined
  #long = false

  constructor(private readonly told: () => void) {}

  get long(): boolean { return this.#long }

  hear(silent: boolean): void {
    if (!silent) {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#long = false
    } else this.#timer ??= setTimeout(() => {
      this.#long = true
      this.told()
    }, telephoneAfter)
  }
}
