import type { Connection } from './connection'
import type { FromServer, IceServer, MediaPeer, Reply, Signal } from './contract'
import { PeerLink, type Streams } from './peer-link'

export interface RemoteMedia { peer: string; personId: string; main: MediaStream; screen: MediaStream | null; connected: boolean }

/** An offer with its candidates is about twenty signals. */
const earlyAtMost = 100

/** The media engine "mesh": each browser to each other one, signalled over the room's socket. Up to four people. */
export class Mesh {
  readonly local: Streams = { main: new MediaStream(), screen: null }
  #peers = new Map<string, { link: PeerLink; personId: string }>()
  /** signals of people this end has not been told of yet: their packet may arrive together with the answer that names them */
  #early = new Map<string, Omit<Signal, 'peer'>[]>()
  #closed = false

  constructor(private readonly socket: Connection, private readonly conferenceId: string, private readonly iceServers: IceServer[], private readonly changed: () => void) {}

  /** Comes in; those inside are called. The refusal's key when there is no place. */
  async enter(): Promise<{ key: string; params: Record<string, string | number> } | null> {
    this.socket.on('media:entered', this.#entered).on('media:left', this.#left).on('media:signal', this.#signal)
    const reply: Reply<{ peers: MediaPeer[] }> = await this.socket.timeout(6_000).emitWithAck('media:enter', { conferenceId: this.conferenceId })
      .catch(() => ({ ok: false as const, problem: 'rooms:problem.mediaLine' }))
    if (!reply.ok) {
      this.close()
      return { key: reply.problem, params: reply.params ?? {} }
    }
    // Left again while the answer was on its way: a later mesh has this connection's name now.
    if (!this.#closed) for (const peer of reply.peers) this.#open(peer)
    return null
  }

  /** After a change of local.main or local.screen. */
  publish(): void {
    for (const { link } of this.#peers.values()) link.publish()
  }

  remotes(): RemoteMedia[] {
    return [...this.#peers].map(([peer, { link, personId }]) => ({ peer, personId, main: link.main, screen: link.screen, connected: link.connected }))
  }

  close(): void {
    this.#closed = true
    this.socket.off('media:entered', this.#entered).off('media:left', this.#left).off('media:signal', this.#signal)
    if (this.socket.connected) this.socket.emit('media:leave', { conferenceId: this.conferenceId })
    for (const { link } of this.#peers.values()) link.close()
    this.#peers.clear()
    this.changed()
  }

  #open({ peer, personId }: MediaPeer, called = false): PeerLink {
    this.#peers.get(peer)?.link.close()
    const link = new PeerLink({
      // Both ends compare the same two names, so exactly one of them is polite.
      polite: (this.socket.id ?? '') > peer, called, iceServers: this.iceServers, local: this.local, changed: this.changed,
      send: (signal) => void this.socket.emit('media:signal', { conferenceId: this.conferenceId, peer, ...signal }, () => undefined),
    })
    this.#peers.set(peer, { link, personId })
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
    this.#peers.get(peer)?.link.close()
    this.#peers.delete(peer)
    this.#early.delete(peer)
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
