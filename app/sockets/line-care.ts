import { begin, decide, retry as again, stepOf, type Step } from './audio-first'
import type { Connection } from './connection'
import type { FromServer, LineWord } from './contract'
import { isSaving, onSaving } from './kept-choices'
import { loudnessBetween, type LineFigures } from './line-figures'
import { ownLine, qualityOf, remember, sampleOf, steadyRate } from './line-quality'
import { Listeners } from './listeners'
import type { PeerFigures } from './mesh'
import type { RoomLink } from './room-link'
import type { RoomMedia } from './room-media'
import { sendingAt } from './sending'
import { heard, speakingNow, type Voices } from './speaking'

/** Voices are looked at this often, lines at every fourth look, ms. */
const look = 500
const looksPerLine = 4
/** A word about one's line that did not change is said again after this, for those who came later, ms. */
const sayAgain = 10_000
/** What nobody has said again is not known any more, ms. */
const stale = 25_000

export interface LineCareView {
  step: Step
  /** by personId */
  lines: Record<string, LineWord>
  speaking: string[]
}

/** What one look at all lines is compared with. */
class Looks {
  readonly readings = new Map<string, { voice: LineFigures; line: LineFigures }>()
  count = 0
  voices: Voices = {}
  /** what the browser guessed lately that one's own line carries, while a picture was sent */
  rates: number[] = []
  busy = false
  said: { word: LineWord; at: number } | null = null
}

/** Looks after one's own line while there is sound: lowers pictures before sound breaks, marks who speaks, says how one hears. */
export class LineCare {
  #controller = begin(0)
  #heard: Record<string, LineWord & { at: number }> = {}
  #timer: ReturnType<typeof setInterval> | undefined
  #looks = new Looks()
  #socket: Connection | undefined
  #view: LineCareView = { step: 'full', lines: {}, speaking: [] }
  readonly #listeners = new Listeners()
  readonly subscribe = this.#listeners.subscribe

  constructor(private readonly link: RoomLink, private readonly media: RoomMedia, private readonly me: string) {}

  view = (): LineCareView => this.#view

  /** Everything on again, because the person says so. */
  retry = (): void => {
    this.#controller = again(this.#controller, performance.now())
    this.#tune()
  }

  /** Returns what ends it. */
  start(): () => void {
    const forgetting = setInterval(() => this.#forget(), 5_000)
    const stops = [this.link.subscribe(this.#followLink), this.media.subscribe(this.#followMedia), onSaving(this.#tune)]
    this.#followLink()
    this.#tune()
    return () => {
      clearInterval(forgetting)
      this.#rest()
      this.#hearLines(undefined)
      for (const stop of stops) stop()
    }
  }

  #show(change: Partial<LineCareView>): void {
    this.#view = { ...this.#view, ...change }
    this.#listeners.tell()
  }

  readonly #tune = (): void => {
    const step = stepOf(this.#controller, isSaving())
    if (this.media.sending !== sendingAt[step]) this.media.tune(sendingAt[step])
    if (step !== this.#view.step) this.#show({ step })
  }

  readonly #followLink = (): void => this.#hearLines(this.link.socket)

  readonly #followMedia = (): void => {
    if (this.media.view().state === 'off') return this.#rest()
    if (this.#timer) return
    this.#looks = new Looks()
    this.#controller = { ...this.#controller, seenAt: 0 }
    this.#timer = setInterval(() => void this.#measure(), look)
  }

  #rest(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    if (this.#view.speaking.length > 0) this.#show({ speaking: [] })
  }

  async #measure(): Promise<void> {
    const looks = this.#looks
    const asked = this.media.figures()
    if (looks.busy || !asked) return
    looks.busy = true
    // A line that is being closed has no figures; the next look has.
    const all = await asked.catch(() => [])
    looks.busy = false
    if (!this.#timer || looks !== this.#looks) return
    if (looks.count % looksPerLine === 0) this.#judge(all)
    looks.count += 1
    this.#listen(all)
  }

  #listen(all: PeerFigures[]): void {
    const at = performance.now()
    const { readings } = this.#looks
    const levels = all.flatMap(({ peer, personId, figures }): [string, number][] => {
      const before = readings.get(peer)
      readings.set(peer, { voice: figures, line: before?.line ?? figures })
      return before ? [[personId, loudnessBetween(before.voice.heard, figures.heard)], [this.me, loudnessBetween(before.voice.said, figures.said)]] : []
    })
    this.#looks.voices = heard(this.#looks.voices, levels, at)
    const speaking = speakingNow(this.#looks.voices, at)
    if (speaking.join() !== this.#view.speaking.join()) this.#show({ speaking })
  }

  #judge(all: PeerFigures[]): void {
    const { readings } = this.#looks
    const { camera, screen } = this.media.view()
    // Without pictures the browser does not look for what the line could carry.
    const sends = (camera || screen) && sendingAt[this.#view.step].picture !== null
    const samples = all.flatMap(({ peer, connected, figures }) => {
      const before = readings.get(peer)
      if (!before) return []
      readings.set(peer, { ...before, line: figures })
      // What is not connected any more after it once was loses everything.
      if (!connected) return figures.received > 0 ? [{ loss: 1, delay: null, rate: null }] : []
      const sample = sampleOf(before.line, figures)
      return [{ ...sample, rate: sends ? sample.rate : null }]
    })
    if (samples.length === 0) return
    const now = ownLine(samples)
    this.#looks.rates = sends ? remember(this.#looks.rates, now.rate) : []
    const own = { ...now, rate: steadyRate(this.#looks.rates, now.rate) }
    const word = qualityOf(own)
    const at = performance.now()
    this.#controller = decide(this.#controller, { quality: word.quality, loss: own.loss, rate: own.rate }, at)
    this.#tune()
    const { said } = this.#looks
    if (said && said.word.quality === word.quality && said.word.reason === word.reason && at - said.at < sayAgain) return
    this.#looks.said = { word, at }
    this.#note(this.me, word)
    this.link.socket?.volatile.emit('media:line', { conferenceId: this.link.conferenceId, ...word })
  }

  #hearLines(socket: Connection | undefined): void {
    if (socket === this.#socket) return
    this.#socket?.off('media:line', this.#onLine)
    this.#socket = socket
    socket?.on('media:line', this.#onLine)
  }

  readonly #onLine: FromServer['media:line'] = ({ conferenceId, personId, ...word }) => {
    if (conferenceId === this.link.conferenceId) this.#note(personId, word)
  }

  #note(personId: string, { quality, reason }: LineWord): void {
    this.#heard = { ...this.#heard, [personId]: { quality, reason, at: Date.now() } }
    this.#show({ lines: this.#heard })
  }

  /** Who falls silent is not known any more. */
  #forget(): void {
    const fresh = Object.entries(this.#heard).filter(([, { at }]) => Date.now() - at < stale)
    if (fresh.length === Object.keys(this.#heard).length) return
    this.#heard = Object.fromEntries(fresh)
    this.#show({ lines: this.#heard })
  }
}
