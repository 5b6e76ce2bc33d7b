import type { Connection } from './connection'
import type { FromServer, IceServer, MediaPeer, Reply, Signal } from './contract'
import { sendingAt, type Sending } from './sending'
import type { LineFigures } from './line-figures'
import { PeerLink, type Streams } from './peer-link'

/** pictured: a camera's picture comes and is wanted; without it only sound is played */
export interface RemoteMedia { peer: string; personId: string; main: MediaStream; screen: MediaStream | null; connected: boolean; pictured: boolean }
export interface Refusal { key: string; params: Record<string, string | number> }
export interface PeerFigures { peer: string; personId: string; connected: boolean; figures: LineFigures }

const ackWithin = 6_000
const noAnswer = { ok: false as const, problem: 'rooms:problem.mediaLine' }
const refusalOf = ({ problem, params }: Extract<Reply<object>, { ok: false }>): Refusal => ({ key: problem, params: params ?? {} })

/** An offer with its candidates is about twenty signals. */
const earlyAtMost = 100

/** The media engine "mesh": each browser to each other one, signalled over the room's socket. The server keeps the places. */
export class Mesh {
  readonly local: Streams = { main: new MediaStream(), screen: null }
  #peers = new Map<string, { link: PeerLink; personId: string; camera: boolean }>()
  #sending: Sending = sendingAt.full
  /** signals of people this end has not been told of yet: their packet may arrive together with the answer that names them */
  #early = new Map<string, Omit<Signal, 'peer'>[]>()
  #closed = false

  constructor(private readonly socket: Connection, private readonly conferenceId: string, private readonly iceServers: IceServer[], private readonly changed: () => void, private readonly taken: () => void) {}

  /** Comes in; those inside are called. Without a place for a picture the camera's track is not sent. */
  async enter(camera: boolean): Promise<{ refused: Refusal } | { camera: boolean }> {
    this.socket.on('media:entered', this.#entered).on('media:left', this.#left).on('media:signal', this.#signal).on('media:camera', this.#camera)
    const reply: Reply<{ peers: MediaPeer[]; camera: boolean }> = await this.socket.timeout(ackWithin).emitWithAck('media:enter', { conferenceId: this.conferenceId, camera }).catch(() => noAnswer)
    if (!reply.ok) {
      this.close()
      return { refused: refusalOf(reply) }
    }
    if (!reply.camera) for (const track of this.local.main.getVideoTracks()) this.local.main.removeTrack(track)
    // Left again while the answer was on its way: a later mesh has this connection's name now.
    if (!this.#closed) for (const peer of reply.peers) this.#open(peer)
    return { camera: reply.camera }
  }

  /** Asks for a place for a picture, or gives it back. */
  async takeCamera(on: boolean): Promise<Refusal | null> {
    const reply: Reply<object> = await this.socket.timeout(ackWithin).emitWithAck('media:camera', { conferenceId: this.conferenceId, on }).catch(() => noAnswer)
    return reply.ok ? null : refusalOf(reply)
  }

  /** To everybody, also those who come later. */
  tune(sending: Sending): void {
    this.#sending = sending
    for (const { link } of this.#peers.values()) link.tune(sending)
    this.changed()
  }

  figures(): Promise<PeerFigures[]> {
    return Promise.all([...this.#peers].map(async ([peer, { link, personId }]) => ({ peer, personId, connected: link.connected, figures: await link.figures() })))
  }

  /** After a change of local.main or local.screen. */
  publish(): void {
    for (const { link } of this.#peers.values()) link.publish()
  }

  remotes(): RemoteMedia[] {
    return [...this.#peers].map(([peer, { link, personId, camera }]) => ({ peer, personId, main: link.main, screen: link.screen, connected: link.connected, pictured: camera && link.pictured }))
  }

  close(): void {
    this.#closed = true
    this.socket.off('media:entered', this.#entered).off('media:left', this.#left).off('media:signal', this.#signal).off('media:camera', this.#camera)
    if (this.socket.connected) this.socket.emit('media:leave', { conferenceId: this.conferenceId })
    for (const { link } of this.#peers.values()) link.close()
    this.#peers.clear()
    this.changed()
  }

  #open({ peer, personId, camera }: MediaPeer, called = false): PeerLink {
    this.#peers.get(peer)?.link.close()
    const link = new PeerLink({
      // Both ends compare the same two names, so exactly one of them is polite.
      polite: (this.socket.id ?? '') > peer, called, iceServers: this.iceServers, local: this.local, changed: this.changed,
      send: (signal) => void this.socket.emit('media:signal', { conferenceId: this.conferenceId, peer, ...signal }, () => undefined),
    })
    this.#peers.set(peer, { link, personId, camera })
    link.tune(this.#sending)
    for (const signal of this.#early.get(peer) ?? []) this.#hear(link, signal)
    this.#early.delete(peer)
    this.changed()
    return link
  }

  readonly #entered: FromServer['media:entered'] = (message) => {
    // The one who comes calls; this end is known to them before their first signal.
    if (message.conferenceId === this.conferenceId) this.#open(message, true)
  }

  readonly #left: FromServer['media:left'] = ({ conferenceId, peer }) => {
    if (conferenceId !== this.conferenceId) return
    if (peer === this.socket.id) return this.taken()
    this.#peers.get(peer)?.link.close()
    this.#peers.delete(peer)
    this.#early.delete(peer)
    this.changed()
  }

  readonly #camera: FromServer['media:camera'] = ({ conferenceId, peer, on }) => {
    const known = conferenceId === this.conferenceId && this.#peers.get(peer)
    if (!known) return
    known.camera = on
    this.changed()
  }

  readonly #signal: FromServer['media:signal'] = ({ conferenceId, peer, ...signal }: Signal & { conferenceId: string }) => {
    if (conferenceId !== this.conferenceId) return
    const known = this.#peers.get(peer)
    if (known) this.#hear(known.link, signal)
    else this.#early.set(peer, [...(this.#early.get(peer) ?? []), signal].slice(-earlyAtMost))
  }

  #hear(link: PeerLink, signal: Omit<Signal, 'peer'>): void {
    link.receive(signal).catch(() => this.changed())
  }
}
