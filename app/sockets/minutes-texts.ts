import * as Y from 'yjs'
import { usualUpdate } from '~/domain/rooms/text-fields'
import { bindText, type TextElement } from './bind-text'
import { fromBase64, toBase64 } from './bytes'
import type { Connection } from './connection'
import type { FromServer, Reply, TextsSynced } from './contract'
import type { Refused, RoomLink } from './room-link'

type TextsSaving = 'opening' | 'saved' | 'saving' | 'waiting' | 'refused'
export interface TextsView {
  saving: TextsSaving
  /** why the last change was refused; it stays on the page */
  refused: Refused | null
  /** texts that were typed into on this page */
  mine: ReadonlySet<string>
  /** who is writing which text */
  writing: Readonly<Record<string, string>>
  /** counts changes of the texts, for those who only read them */
  revision: number
}

const ackWithin = 6_000
const again = 1_000
const mergeWithin = 150
const tellEvery = 2_000
const writingFades = 10_000
const fromServer = 'server'

/**
 * One page's hold on an item's free texts: its copy of the document, what was typed here and is not stored yet, and who else is writing.
 * Changes go one after the other, each under its own id until it is answered, so it is stored once however often it had to be sent. Follows
 * the room's line; what is typed while that is down goes when it is up again.
 */
export class MinutesTexts {
  readonly doc = new Y.Doc()
  #waiting: Uint8Array[] = []
  #flying: { cmdId: string; update: string } | null = null
  #sending = false
  #seq = 0
  #synced = false
  #syncing: Promise<void> | null = null
  /** the server has refused something: what it lacks is worked out anew with the next change */
  #stuck = false
  #up = false
  #leaving = false
  #view: TextsView = { saving: 'opening', refused: null, mine: new Set(), writing: {}, revision: 0 }
  #socket: Connection | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = 0
  #stop: () => void = () => undefined
  readonly #fades = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()

  constructor(private readonly link: RoomLink, readonly itemId: string) {
    this.doc.on('update', this.#changed)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  view = (): TextsView => this.#view
  text = (field: string): string => this.doc.getText(field).toString()
  /** Binds a text field of the page; returns what unbinds it. */
  bind = (el: TextElement, field: string): (() => void) => bindText(el, this.doc.getText(field))
  /** Is something typed here not stored yet? */
  get unsaved(): boolean { return this.#flying !== null || this.#waiting.length > 0 }

  /** May be started again after a stop. */
  start(): void {
    this.#leaving = false
    this.#stop()
    const off = this.link.subscribe(this.#follow)
    this.#stop = () => {
      off()
      this.#listen(undefined)
      this.#up = this.#synced = false
      clearTimeout(this.#timer)
      for (const fade of this.#fades.values()) clearTimeout(fade)
    }
    this.#follow()
  }

  /** For another text or page: what was typed is stored first. */
  stop(): void {
    this.#leaving = true
    this.#show({})
  }

  /** The room's line decides: once it is up this page is in the room and hears what others write. */
  readonly #follow = (): void => {
    const up = this.link.view().line === 'up'
    if (up === this.#up && this.link.socket === this.#socket) return
    this.#up = up
    this.#listen(this.link.socket)
    if (up) void this.#sync()
    else this.#synced = false
    this.#show({})
  }

  #listen(socket: Connection | undefined): void {
    if (socket === this.#socket) return
    this.#socket?.off('minutes:update', this.#heard).off('minutes:writing', this.#heardWriting)
    this.#socket = socket
    socket?.on('minutes:update', this.#heard).on('minutes:writing', this.#heardWriting)
  }

  readonly #heard = ({ itemId, seq, update }: Parameters<FromServer['minutes:update']>[0]): void => {
    if (itemId !== this.itemId) return
    Y.applyUpdate(this.doc, fromBase64(update), fromServer)
    this.#reached(seq)
  }

  /** A place left out was written past this server's process: what it holds is asked for. */
  #reached(seq: number): void {
    const gap = seq > this.#seq + 1
    this.#seq = Math.max(this.#seq, seq)
    if (gap && this.#synced) void this.#sync()
  }

  readonly #heardWriting = ({ itemId, field, personId }: Parameters<FromServer['minutes:writing']>[0]): void => {
    if (itemId !== this.itemId) return
    clearTimeout(this.#fades.get(field))
    this.#fades.set(field, setTimeout(() => {
      const { [field]: _gone, ...writing } = this.#view.writing
      this.#show({ writing })
    }, writingFades))
    if (this.#view.writing[field] !== personId) this.#show({ writing: { ...this.#view.writing, [field]: personId } })
  }

  readonly #changed = (update: Uint8Array, origin: unknown, _doc: Y.Doc, { changed }: Y.Transaction): void => {
    if (origin === fromServer) return this.#show({ revision: this.#view.revision + 1 })
    this.#waiting.push(update)
    const fields = [...this.doc.share].flatMap(([name, type]) => (changed.has(type) ? [name] : []))
    this.#show({ mine: new Set([...this.#view.mine, ...fields]), revision: this.#view.revision + 1 })
    const [field] = fields
    if (field) this.#tellWriting(field)
    this.#later(this.#stuck ? again : mergeWithin)
  }

  #tellWriting(field: string): void {
    if (!this.#up || Date.now() - this.#told < tellEvery) return
    this.#told = Date.now()
    this.#socket?.volatile.emit('minutes:writing', { conferenceId: this.link.conferenceId, itemId: this.itemId, field })
  }

  #later(after: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void (this.#stuck ? this.#sync() : this.#flush()), after)
  }

  /** Both ways: takes in what is missing here, and after a refusal works out what is missing there. */
  #sync(): Promise<void> {
    return (this.#syncing ??= this.#syncOnce().finally(() => { this.#syncing = null }))
  }

  async #syncOnce(): Promise<void> {
    const socket = this.#socket
    if (!socket || !this.#up) return
    const stateVector = toBase64(Y.encodeStateVector(this.doc))
    const reply = await ask<TextsSynced>((ack) => socket.timeout(ackWithin).emit('minutes:sync', { conferenceId: this.link.conferenceId, itemId: this.itemId, stateVector }, ack))
    if (!this.#up || socket !== this.#socket) return
    if (!reply?.ok) {
      if (reply && !reply.again) return this.#show({ refused: reply })
      this.#timer = setTimeout(() => void this.#sync(), again)
      return
    }
    Y.applyUpdate(this.doc, fromBase64(reply.diff), fromServer)
    this.#seq = Math.max(this.#seq, reply.seq)
    this.#synced = true
    if (this.#stuck) {
      this.#stuck = false
      this.#flying = null
      this.#waiting = [Y.encodeStateAsUpdate(this.doc, fromBase64(reply.stateVector))]
    }
    this.#show({ revision: this.#view.revision + 1 })
    void this.#flush()
  }

  async #flush(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    for (let next = this.#next(); next; next = this.#next()) {
      const reply = await this.#tell(next)
      if (reply?.ok) {
        this.#flying = null
        this.#reached(reply.seq)
        this.#show({ refused: null })
      } else if (reply && !reply.again) {
        this.#refuse(reply)
      } else {
        await new Promise((resolve) => setTimeout(resolve, again))
      }
    }
    this.#sending = false
  }

  #refuse(reply: Refused): void {
    this.#stuck = true
    this.#show({ refused: reply })
    // The other end has lost something that this one still has.
    if (reply.problem === 'rooms:problem.textsGap') this.#later(again)
  }

  /** What goes now: the one on its way, else as much of what waits as travels together. */
  #next(): { cmdId: string; update: string } | null {
    if (!this.#synced || this.#stuck) return null
    if (this.#flying) return this.#flying
    let bytes = 0
    const together = this.#waiting.findIndex((update) => (bytes += update.length) > usualUpdate)
    const count = together < 0 ? this.#waiting.length : Math.max(1, together)
    if (count === 0) return null
    this.#flying = { cmdId: crypto.randomUUID(), update: toBase64(Y.mergeUpdates(this.#waiting.splice(0, count))) }
    this.#show({})
    return this.#flying
  }

  #tell(message: { cmdId: string; update: string }): Promise<Reply<{ seq: number }> | null> {
    const socket = this.#socket
    if (!socket) return Promise.resolve(null)
    return ask((ack) => socket.timeout(ackWithin).emit('minutes:update', { conferenceId: this.link.conferenceId, itemId: this.itemId, ...message }, ack))
  }

  #show(change: Partial<TextsView>): void {
    const next = { ...this.#view, ...change }
    const saving = next.refused ? 'refused' : this.unsaved ? (this.#synced ? 'saving' : 'waiting') : this.#synced || this.#seq > 0 ? 'saved' : 'opening'
    this.#view = { ...next, saving }
    for (const listener of this.#listeners) listener()
    if (this.#leaving && !this.unsaved) this.#stop()
  }
}

/** The answer, or null when none came in time: then nobody knows, and the same id asks again. */
const ask = <T>(emit: (ack: (error: Error | null, reply: Reply<T>) => void) => unknown): Promise<Reply<T> | null> =>
  new Promise((resolve) => emit((error, reply) => resolve(error ? null : reply)))
