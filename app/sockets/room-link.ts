import { adopt, hasGap, newLog, receive, type RoomLog } from '~/domain/rooms/room-log'
import type { RoomState } from '~/domain/rooms/room-state'
import { hurry, isFinal, type Connection } from './connection'
import type { FromBrowser, FromServer, IceServer, Joined, Reply, RoomVerb } from './contract'

/** What a command carries besides the conference and its own id. */
export type CommandInput<V extends RoomVerb> = Omit<Parameters<FromBrowser[V]>[0], 'conferenceId' | 'cmdId'>
export type Refused = Extract<Reply<object>, { ok: false }>

export interface Pending { cmdId: string; verb: RoomVerb; input: object; since: string; refused: Refused | null }
export type Line = 'connecting' | 'up' | 'down' | 'signedOut' | 'refused'
export interface RoomView {
  state: RoomState
  line: Line
  /** since when the line is down, ISO */
  downSince: string | null
  /** said here, not yet answered; kept in order and sent once the line is back */
  pending: Pending[]
  iceServers: IceServer[]
}

const ackWithin = 6_000
/** A whole state takes a weak line longer than one answer. */
const stateWithin = 40_000
const again = 1_000

/**
 * One browser's hold on a room: the log it knows, what waits to be sent, and whether the line is up. Each command keeps its
 * cmdId until it is answered, so it is carried out once however often it had to be sent.
 */
export class RoomLink {
  #log: RoomLog
  #view: RoomView
  #socket: Connection | undefined
  #joined = false
  #sending = false
  #closed = false
  /** joins asked for: only the answer to the last one counts */
  #joins = 0
  /** how far (ms) the server's clock is ahead of this browser's */
  #ahead = 0
  readonly #listeners = new Set<() => void>()
  /** typed into the chat and not said yet: kept while its writer walks through the product */
  unsaid = ''

  constructor(readonly conferenceId: string, initial: RoomState, private readonly open: () => Promise<Connection>, now?: string) {
    if (now) this.#setClock(now)
    this.#log = newLog(initial)
    this.#view = { state: initial, line: 'connecting', downSince: null, pending: [], iceServers: [] }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  view = (): RoomView => this.#view
  get socket(): Connection | undefined { return this.#socket }

  /** May be started again after a stop. */
  start(): void {
    this.#closed = false
    this.open().then((socket) => {
      if (this.#closed || this.#socket) return
      this.#socket = socket
      socket.on('connect', this.#connected).on('disconnect', this.#dropped).on('connect_error', this.#failed).on('room:entries', this.#heard).on('room:out', this.#out)
      if (socket.connected) this.#connected()
      else socket.connect()
    }, () => {
      // Not even the code of the connection could be fetched: the line is down.
      this.#dropped()
      setTimeout(() => this.#closed || this.start(), 3 * again)
    })
  }

  /** Leaves the room for another page; a tab that is closed just ends its line. */
  stop(): void {
    const socket = this.#socket
    this.#closed = true
    this.#joined = false
    this.#socket = undefined
    if (socket?.connected) socket.emit('room:leave', { conferenceId: this.conferenceId }, () => undefined)
    socket?.off('connect', this.#connected).off('disconnect', this.#dropped).off('connect_error', this.#failed).off('room:entries', this.#heard).off('room:out', this.#out)
  }

  /** Queues a command; what the room then shows comes from its log. Returns the command's id. */
  send<V extends RoomVerb>(verb: V, input: CommandInput<V>): string {
    const cmdId = crypto.randomUUID()
    this.#show({ pending: [...this.#view.pending, { cmdId, verb, input, since: this.now(), refused: null }] })
    void this.#flush()
    return cmdId
  }

  /** Takes a refused command off the list once its writer has seen why. */
  dismiss(cmdId: string): void {
    this.#show({ pending: this.#view.pending.filter((command) => command.cmdId !== cmdId) })
  }

  retryNow(): void {
    if (this.#socket) hurry(this.#socket)
  }

  /** By the server's clock, as everything else on the page. */
  now = (): string => new Date(Date.now() + this.#ahead).toISOString()

  #setClock(now: string): void {
    this.#ahead = Date.parse(now) - Date.now()
  }

  #show(change: Partial<RoomView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }

  #take(log: RoomLog): void {
    this.#log = log
    const written = new Set(log.state.chat.map((line) => line.cmdId))
    this.#show({ state: log.state, pending: this.#view.pending.filter((command) => !written.has(command.cmdId)) })
  }

  readonly #heard = (message: Parameters<FromServer['room:entries']>[0]): void => {
    if (message.conferenceId !== this.conferenceId) return
    this.#take(receive(this.#log, message.entries))
    if (hasGap(this.#log) && this.#joined) void this.#join()
  }

  readonly #connected = (): void => void this.#join()

  readonly #dropped = (): void => {
    this.#joined = false
    this.#show({ line: 'down', downSince: this.#view.downSince ?? this.now() })
  }

  readonly #out = (message: Parameters<FromServer['room:out']>[0]): void => {
    if (message.conferenceId !== this.conferenceId) return
    this.#joined = false
    this.#show({ line: 'refused' })
  }

  readonly #failed = (error: Error): void => {
    if (isFinal(error)) this.#show({ line: 'signedOut' })
    else this.#show({ line: 'down', downSince: this.#view.downSince ?? this.now() })
  }

  async #join(): Promise<void> {
    const socket = this.#socket
    if (!socket || this.#closed) return
    const asked = ++this.#joins
    const reply = await ask<Joined>((ack) => socket.timeout(stateWithin).emit('room:join', { conferenceId: this.conferenceId, lastSeq: this.#log.state.seq }, ack))
    if (this.#closed || !socket.connected || asked !== this.#joins) return
    if (!reply?.ok) {
      if (reply && !reply.again) return this.#show({ line: 'refused' })
      setTimeout(() => void this.#join(), again)
      return
    }
    this.#setClock(reply.now)
    const known = reply.state ? adopt(this.#log, reply.state) : this.#log
    this.#joined = true
    this.#take(receive(known, reply.entries ?? []))
    this.#show({ line: 'up', downSince: null, iceServers: reply.iceServers })
    void this.#flush()
  }

  /** In the order in which they were said, one after the other. */
  async #flush(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    for (let next = this.#next(); next && this.#joined; next = this.#next()) {
      const { cmdId, verb, input } = next
      const reply = await this.#tell(verb, { ...input, conferenceId: this.conferenceId, cmdId })
      if (reply?.ok) this.dismiss(cmdId)
      else if (reply && !reply.again) this.#show({ pending: this.#view.pending.map((command) => (command.cmdId === cmdId ? { ...command, refused: reply } : command)) })
      else await new Promise((resolve) => setTimeout(resolve, again))
    }
    this.#sending = false
  }

  #next(): Pending | undefined {
    return this.#closed ? undefined : this.#view.pending.find((command) => command.refused === null)
  }

  #tell(verb: RoomVerb, input: object): Promise<Reply<{ seq: number }> | null> {
    const socket = this.#socket
    if (!socket) return Promise.resolve(null)
    // send() has paired the verb with its own input; here all verbs are one.
    const emit = socket.timeout(ackWithin).emit.bind(socket.timeout(ackWithin)) as (event: string, input: object, ack: (error: Error | null, reply: Reply<{ seq: number }>) => void) => unknown
    return ask((ack) => emit(verb, input, ack))
  }
}

/** The answer, or null when none came in time: then nobody knows, and the same id asks again. */
const ask = <T>(emit: (ack: (error: Error | null, reply: Reply<T>) => void) => unknown): Promise<Reply<T> | null> =>
  new Promise((resolve) => emit((error, reply) => resolve(error ? null : reply)))
