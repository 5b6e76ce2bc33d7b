import { sendingAt, tune, type Sending, type Sent } from './sending'
import type { IceServer, Signal } from './contract'
import { figuresOf, type LineFigures } from './line-figures'
import { leanVoice } from './voice-sdp'

export interface Streams { main: MediaStream; screen: MediaStream | null }
interface PeerOptions {
  /** gives way when both offer at once; the other end is the opposite */
  polite: boolean
  /** the other end comes in and calls: this one answers, so that the two first offers do not collide */
  called: boolean
  iceServers: IceServer[]
  local: Streams
  send: (signal: Omit<Signal, 'peer'>) => void
  /** streams or connection changed */
  changed: () => void
}

/** Where a line drops, browsers often find it again by themselves; after this long we ask them to. */
const restartAfter = 3_000
/** How often a line that is not there yet is looked after: an offer may have been lost, a search for addresses got stuck. */
const lookAfter = 5_000

/** One browser's line to one other, by the "perfect negotiation" of the WebRTC specification. */
export class PeerLink {
  readonly main = new MediaStream()
  screen: MediaStream | null = null
  readonly #pc: RTCPeerConnection
  #offering = false
  #ignoring = false
  #answering = false
  #screenId: string | null = null
  #restart: ReturnType<typeof setTimeout> | undefined
  readonly #watch: ReturnType<typeof setInterval>
  #published = false
  #sending: Sending = sendingAt.full
  #tuning = Promise.resolve()
  /** what the other end says of pictures, and what it was told from here */
  #theirs = { sends: true, wants: true }
  #told = { sends: true, wants: true }

  constructor(private readonly options: PeerOptions) {
    this.#pc = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: 'max-bundle' })
    this.#pc.onnegotiationneeded = () => void this.#offer()
    this.#pc.onicecandidate = ({ candidate }) => {
      if (candidate) options.send({ candidate: { candidate: candidate.candidate, sdpMid: candidate.sdpMid, sdpMLineIndex: candidate.sdpMLineIndex, usernameFragment: candidate.usernameFragment } })
    }
    this.#pc.ontrack = (event) => this.#arrived(event)
    this.#pc.onconnectionstatechange = () => this.#stateChanged()
    this.#watch = setInterval(() => this.#lookAfter(), lookAfter)
    if (!options.called) this.publish()
  }

  get connected(): boolean { return this.#pc.connectionState === 'connected' }

  /** A picture comes from there and is wanted here. */
  get pictured(): boolean { return this.#theirs.sends && this.#sending.wantsPictures }

  figures = async (): Promise<LineFigures> => figuresOf(await this.#pc.getStats(), performance.now())

  /** Sends what the line carries, and says which pictures come and are wanted; nothing has to be negotiated for it. */
  tune(sending: Sending): void {
    this.#sending = sending
    const now = { sends: sending.picture !== null, wants: sending.wantsPictures }
    if (now.sends !== this.#told.sends || now.wants !== this.#told.wants) this.options.send({ picture: (this.#told = now) })
    this.#tuneSenders()
  }

  /** Brings what is sent in line with what is switched on here; the browser then negotiates. */
  publish(): void {
    const { main, screen } = this.options.local
    // Somebody without any device still hears and sees the others.
    if (!this.#published && !this.options.called && main.getAudioTracks().length === 0) this.#pc.addTransceiver('audio', { direction: 'recvonly' })
    this.#published = true
    const wanted = [...main.getTracks().map((track) => ({ track, stream: main })), ...(screen?.getTracks() ?? []).map((track) => ({ track, stream: screen ?? main }))]
    for (const sender of this.#pc.getSenders()) {
      if (sender.track && !wanted.some(({ track }) => track === sender.track)) this.#pc.removeTrack(sender)
    }
    for (const { track, stream } of wanted) {
      if (this.#pc.getSenders().some((sender) => sender.track === track)) continue
      this.#pc.addTrack(track, stream)
    }
    this.#tuneSenders()
  }

  /** One after the other: a sender's parameters may only be set as they were last read. */
  #tuneSenders(): void {
    const { screen } = this.options.local
    this.#tuning = this.#tuning.then(async () => {
      for (const sender of this.#pc.getSenders()) {
        if (!sender.track) continue
        const kind: Sent = sender.track.kind === 'audio' ? 'sound' : screen?.getTracks().includes(sender.track) ? 'screen' : 'picture'
        await tune(sender, kind, this.#sending, this.#theirs.wants)
      }
    }).catch(() => undefined)
  }

  async receive({ description, candidate, screen, picture }: Omit<Signal, 'peer'>): Promise<void> {
    const pc = this.#pc
    if (picture) {
      this.#theirs = picture
      this.#tuneSenders()
      this.options.changed()
    }
    if (screen !== undefined) this.#screenId = screen
    if (description) {
      // An answer being taken in ends the exchange, so an offer behind it collides with nothing.
      const ready = !this.#offering && (pc.signalingState === 'stable' || this.#answering)
      this.#ignoring = !this.options.polite && description.type === 'offer' && !ready
      if (this.#ignoring) return
      this.#answering = description.type === 'answer'
      await pc.setRemoteDescription(description)
      this.#answering = false
      this.#sort()
      if (description.type === 'offer') {
        if (!this.#published) this.publish()
        await pc.setLocalDescription()
        this.#tellDescription()
      }
    } else if (candidate) {
      try {
        await pc.addIceCandidate(candidate)
      } catch (error) {
        // Candidates of an offer that was given up on are expected to fit nothing.
        if (!this.#ignoring) throw error
      }
    }
  }

  close(): void {
    clearTimeout(this.#restart)
    clearInterval(this.#watch)
    this.#pc.close()
  }

  async #offer(): Promise<void> {
    try {
      this.#offering = true
      await this.#pc.setLocalDescription()
      this.#tellDescription()
    } finally {
      this.#offering = false
    }
  }

  #tellDescription(): void {
    const description = this.#pc.localDescription
    if (description) this.options.send({ description: { type: description.type, sdp: leanVoice(description.sdp) }, screen: this.options.local.screen?.id ?? null })
  }

  #arrived({ track, streams }: RTCTrackEvent): void {
    const [stream] = streams
    if (stream && stream.id === this.#screenId) this.screen = stream
    else this.main.addTrack(track)
    const gone = () => {
      this.main.removeTrack(track)
      if (this.screen?.getTracks().every((other) => other === track || other.readyState === 'ended' || other.muted)) this.screen = null
      this.options.changed()
    }
    // A track that its sender takes away is muted here first; one that comes back is heard again.
    track.onended = gone
    track.onmute = () => {
      if (track.kind === 'video') gone()
    }
    track.onunmute = () => {
      if (stream && stream.id === this.#screenId) this.screen = stream
      else this.main.addTrack(track)
      this.options.changed()
    }
    this.options.changed()
  }

  /** The other end said after all which stream is the screen. */
  #sort(): void {
    if (this.#screenId === null && this.screen !== null) {
      this.screen = null
      this.options.changed()
    }
  }

  #lookAfter(): void {
    const { connectionState, signalingState } = this.#pc
    if (connectionState !== 'new' && connectionState !== 'connecting') return
    if (!this.#published) this.publish()
    else if (signalingState === 'have-local-offer') this.#tellDescription()
    else if (signalingState === 'stable' && !this.options.polite) this.#pc.restartIce()
  }

  #stateChanged(): void {
    const state = this.#pc.connectionState
    clearTimeout(this.#restart)
    // Some browsers know a sender's encodings only now.
    if (state === 'connected') this.#tuneSenders()
    if (state === 'failed') this.#pc.restartIce()
    if (state === 'disconnected') this.#restart = setTimeout(() => this.#pc.restartIce(), restartAfter)
    this.options.changed()
  }
}
