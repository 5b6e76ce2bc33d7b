import { itemOf, versionOf, type Conclusion } from '~/domain/rooms/room-state'
import type { Pending, RoomLink } from './room-link'

export type Saving = 'empty' | 'typed' | 'saving' | 'waiting' | 'saved'
export interface DraftView {
  text: string
  concluded: boolean
  saving: Saving
  /** somebody else's text that came between: both are shown until the writer chooses */
  theirs: Conclusion | null
  /** why the last save was refused, as a text key */
  refused: string | null
  /** counts texts that were not typed here, so that the field can take them over */
  revision: number
}

/** Saved when the writer pauses this long. */
const pause = 1_200

/**
 * One question's conclusion under the hands of a writer. One save at a time, on the version before it; what is typed meanwhile
 * goes with the next. Another's text never replaces one's own.
 */
export class ConclusionDraft {
  #base: { version: number; text: string; concluded: boolean }
  #text: string
  #concluded: boolean
  #sent: { text: string; concluded: boolean } | null = null
  #revision = 0
  #refused: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #view: DraftView
  readonly #listeners = new Set<() => void>()

  constructor(private readonly link: RoomLink, private readonly item: string, private readonly number: number, private readonly me: string) {
    const current = this.#current
    this.#base = { version: current?.version ?? 0, text: current?.text ?? '', concluded: current?.concluded ?? true }
    this.#text = this.#base.text
    this.#concluded = this.#base.concluded
    this.#view = this.#look()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    const stop = this.link.subscribe(this.#follow)
    return () => {
      this.#listeners.delete(listener)
      stop()
    }
  }

  view = (): DraftView => this.#view

  typed(text: string): void {
    this.#text = text
    this.#later()
  }

  choose(concluded: boolean): void {
    this.#concluded = concluded
    this.#later()
  }

  /** Now, without waiting for a pause; nothing happens where nothing changed. */
  save = (): void => {
    clearTimeout(this.#timer)
    const text = this.#text.trim()
    if (text && this.#isDirty() && !this.#pending && this.#base.version === this.#version) {
      this.#sent = { text, concluded: this.#concluded }
      this.#refused = null
      this.link.send('room:conclude', { item: this.item, number: this.number, ...this.#sent, baseVersion: this.#base.version })
    }
    this.#tell()
  }

  takeTheirs = (): void => {
    this.#adopt(true)
    this.#tell()
  }

  keepMine = (): void => {
    this.#adopt(false)
    this.save()
  }

  get #current(): Conclusion | undefined { return itemOf(this.link.view().state, this.item).conclusions[this.number] }
  get #version(): number { return versionOf(this.link.view().state, this.item, this.number) }
  get #pending(): Pending | undefined {
    return this.link.view().pending.find((command) => command.verb === 'room:conclude' && 'number' in command.input && 'item' in command.input && command.input.item === this.item && command.input.number === this.number)
  }

  #isDirty = (): boolean => this.#text.trim() !== this.#base.text || this.#concluded !== this.#base.concluded

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.save, pause)
    this.#tell()
  }

  /** The room moved on: one's own text arriving is a new base; another's is taken over only where nothing was typed here. */
  readonly #follow = (): void => {
    const pending = this.#pending
    if (pending?.refused) {
      this.#refused = pending.refused.problem === 'rooms:problem.stale' ? null : pending.refused.problem
      this.#sent = null
      this.link.dismiss(pending.cmdId)
      return
    }
    const current = this.#current
    if (!pending && current && current.version !== this.#base.version) {
      const mine = current.personId === this.me && current.text === this.#sent?.text && current.concluded === this.#sent.concluded
      if (mine) this.#adopt(false)
      else if (!this.#isDirty() || this.#text.trim() === current.text) this.#adopt(true)
      if (mine && this.#isDirty()) this.#later()
    }
    this.#tell()
  }

  #adopt(theirText: boolean): void {
    const current = this.#current
    if (!current) return
    this.#base = { version: current.version, text: current.text, concluded: current.concluded }
    this.#sent = null
    if (!theirText) return
    if (this.#text !== current.text) this.#revision += 1
    this.#text = current.text
    this.#concluded = current.concluded
  }

  #tell(): void {
    this.#view = this.#look()
    for (const listener of this.#listeners) listener()
  }

  #look(): DraftView {
    const current = this.#current
    const waits = this.#pending !== undefined
    const theirs = !waits && current && current.version !== this.#base.version ? current : null
    const saving = waits ? (this.link.view().line === 'up' ? 'saving' : 'waiting') : this.#isDirty() ? 'typed' : this.#version > 0 ? 'saved' : 'empty'
    return { text: this.#text, concluded: this.#concluded, saving, theirs, refused: this.#refused, revision: this.#revision }
  }
}
