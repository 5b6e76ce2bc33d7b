import { mediaCameras, mediaPeople } from '~/domain/rooms/limits'
import { isMuted } from '~/domain/rooms/room-state'
import type { Connection } from './connection'
import type { FromServer, MediaPlaces } from './contract'
import { openScreen } from './devices'
import { keepChoice, keptChoice, ledIn } from './kept-choices'
import { Listeners } from './listeners'
import { mediaOff, type MediaView } from './media-view'
import { Mesh, type PeerFigures, type Refusal } from './mesh'
import { OwnTracks } from './own-tracks'
import type { Line, RoomLink } from './room-link'
import { sendingAt, type Sending } from './sending'
import { Silence } from './silence'

const problem = (key: string): Refusal => ({ key, params: {} })
const isRefusal = (now: Refusal | null, name: string): boolean => now?.key === `rooms:problem.${name}`

/** Sound and picture of a call. The room works without; nothing here can stop it. */
export class RoomMedia {
  #mesh: Mesh | null = null
  #wanted = false
  #wantsMic = false
  #sending: Sending = sendingAt.full
  #places: MediaPlaces | null = null
  readonly #silence = new Silence(() => this.#show({}))
  #line: Line = 'connecting'
  #socket: Connection | undefined
  #view = mediaOff
  readonly #own = new OwnTracks()
  readonly #listeners = new Listeners()
  readonly subscribe = this.#listeners.subscribe

  constructor(private readonly link: RoomLink, private readonly me: { personId: string; runs: boolean }) {}

  view = (): MediaView => this.#view
  get sending(): Sending { return this.#sending }
  /** of each line there is */
  figures = (): Promise<PeerFigures[]> | undefined => this.#mesh?.figures()

  /** Returns what ends it: devices off, lines closed. */
  start(): () => void {
    const stop = this.link.subscribe(this.#follow)
    this.#follow()
    return () => {
      stop()
      this.#hearPlaces(undefined)
      this.#out(null)
    }
  }

  /** What is sent and wanted from now on. */
  tune(sending: Sending): void {
    this.#sending = sending
    this.#mesh?.tune(sending)
  }

  enter = (choice: { mic: boolean; camera: boolean }): void => void this.#enter(choice)
  toggleMic = (): void => void this.#toggleMic()
  toggleCamera = (): void => void this.#toggleCamera()
  toggleScreen = (): void => void this.#toggleScreen()

  /** From the device check one is led straight in, also into a room that is still held. */
  takeLead(): void {
    if (this.#line === 'up' && this.#view.state === 'off' && ledIn(this.link.conferenceId)) this.enter(keptChoice())
  }

  #show(change: Partial<MediaView>): void {
    const next = { ...this.#view, ...change }
    const { people } = this.link.view().state
    const othersHere = Object.entries(people).some(([personId, { state }]) => personId !== this.me.personId && state === 'here')
    this.#silence.hear(this.#socket !== undefined && othersHere && !next.remotes.some(({ connected }) => connected))
    const full = isRefusal(next.problem, 'mediaFull')
    const shown: MediaView = {
      ...next, full, telephone: full || this.#silence.long, local: next.camera ? this.#own.stream : null,
      placeFree: full && this.#places !== null && this.#places.people < mediaPeople,
      cameraFree: isRefusal(next.problem, 'camerasFull') && this.#places !== null && this.#places.cameras < mediaCameras,
    }
    const before = this.#view
    if ((Object.keys(shown) as (keyof MediaView)[]).every((key) => Object.is(shown[key], before[key]))) return
    this.#view = shown
    this.#listeners.tell()
  }

  readonly #follow = (): void => {
    const { line, state } = this.link.view()
    const cameUp = line === 'up' && this.#line !== 'up'
    this.#line = line
    this.#hearPlaces(this.link.socket)
    if (line === 'refused' || line === 'signedOut' || state.closedAt !== null) {
      if (this.#view.state === 'on') this.#out(null)
    } else if (cameUp) {
      // A line that came back has a new address, so the others are called again.
      this.takeLead()
      void this.#open()
    }
    this.#obey(isMuted(state, this.me.personId, this.me.runs))
    this.#show({})
  }

  #obey(muted: boolean): void {
    const wasMuted = this.#view.muted
    if (muted === wasMuted) return
    const wants = this.#wantsMic
    this.#wantsMic = false
    this.#show({ muted, ...(isRefusal(this.#view.problem, 'microphonesClosed') && !muted ? { problem: null } : {}) })
    if (muted || wants) this.#switchMic(!muted)
  }

  #hearPlaces(socket: Connection | undefined): void {
    if (socket === this.#socket) return
    this.#socket?.off('media:places', this.#onPlaces)
    this.#socket = socket
    socket?.on('media:places', this.#onPlaces)
  }

  readonly #onPlaces: FromServer['media:places'] = ({ conferenceId, people, cameras }) => {
    if (conferenceId !== this.link.conferenceId) return
    this.#places = { people, cameras }
    this.#show({})
  }

  readonly #refresh = (): void => this.#show({ remotes: this.#mesh?.remotes() ?? [] })

  /** Out of sound and picture again, and why: nothing listens or looks that nobody gets. */
  #out(why: Refusal | null): void {
    this.#wanted = false
    this.#own.stopAll()
    this.#mesh?.local.screen?.getTracks().forEach((track) => track.stop())
    this.#mesh?.close()
    this.#mesh = null
    this.#show({ state: 'off', mic: false, camera: false, screen: false, remotes: [], problem: why })
  }

  async #open(): Promise<void> {
    const { socket } = this.link
    if (!socket?.connected || !this.#wanted) return
    const before = this.#mesh
    before?.close()
    const next = new Mesh(socket, this.link.conferenceId, this.link.view().iceServers, this.#refresh, () => this.#out(problem('rooms:media.taken')))
    for (const track of this.#own.tracks()) next.local.main.addTrack(track)
    next.local.screen = before?.local.screen ?? null
    next.tune(this.#sending)
    this.#mesh = next
    const wish = this.#own.has('video')
    const entered = await next.enter(wish)
    if (this.#mesh !== next) return
    if ('refused' in entered) {
      if (isRefusal(entered.refused, 'mediaFull')) return this.#out(entered.refused)
      // No answer in time: the next line that comes up asks again.
      this.#mesh = null
      return this.#show({ problem: entered.refused })
    }
    this.#show({ problem: null })
    if (wish && !entered.camera) {
      this.#stopCamera()
      this.#show({ problem: { key: 'rooms:problem.camerasFull', params: { most: mediaCameras } } })
    }
  }

  #stopCamera(): void {
    this.#own.stopCamera(this.#mesh)
    this.#show({ camera: false })
  }

  #switchMic(on: boolean): void {
    this.#own.openMic(on)
    this.#show({ mic: on && this.#own.has('audio') })
  }

  async #enter(choice: { mic: boolean; camera: boolean }): Promise<void> {
    this.#wanted = true
    keepChoice({ ...keptChoice(), ...choice })
    this.#show({ state: 'on' })
    const why = await this.#own.openAny(choice, this.#mesh)
    // Left again while the browser asked: what it opened is not kept.
    if (!this.#wanted) return this.#own.stopAll()
    this.#show({ mic: this.#own.has('audio'), camera: this.#own.has('video'), screen: false })
    if (this.#view.muted) this.#switchMic(false)
    await this.#open()
    if (why) this.#show({ problem: this.#view.problem ?? problem(`rooms:device.${why}`) })
  }

  async #toggleMic(): Promise<void> {
    const { state, muted, mic } = this.#view
    if (state === 'off') return
    if (muted) {
      if (this.link.view().state.microphones.closed && !this.me.runs) return this.#show({ problem: problem('rooms:problem.microphonesClosed') })
      // Whoever switched it off left it to this person to switch on again: first the room is told.
      this.#wantsMic = true
      if (this.me.runs) this.link.send('room:mute', { personId: this.me.personId, muted: false })
      else this.link.send('room:unmute', {})
      return
    }
    // Muted, not taken away: nothing has to be negotiated, so the first word is heard.
    if (this.#own.has('audio')) return this.#switchMic(!mic)
    const why = await this.#own.open({ mic: true, camera: false }, this.#mesh)
    if (why) this.#show({ problem: problem(`rooms:device.${why}`) })
    else this.#switchMic(true)
  }

  async #toggleCamera(): Promise<void> {
    const mesh = this.#mesh
    if (this.#view.state === 'off' || !mesh) return
    if (this.#view.camera) {
      this.#stopCamera()
      return void mesh.takeCamera(false)
    }
    const full = await mesh.takeCamera(true)
    if (full) return this.#show({ problem: full })
    const why = await this.#own.open({ mic: false, camera: true }, this.#mesh)
    if (why) void mesh.takeCamera(false)
    this.#show({ problem: why ? problem(`rooms:device.${why}`) : null, camera: why === null })
  }

  async #toggleScreen(): Promise<void> {
    const mesh = this.#mesh
    if (!mesh) return
    if (mesh.local.screen) {
      mesh.local.screen.getTracks().forEach((track) => track.stop())
      mesh.local.screen = null
    } else {
      const shared = (mesh.local.screen = await openScreen())
      shared?.getVideoTracks()[0]?.addEventListener('ended', () => {
        if (this.#mesh) this.#mesh.local.screen = null
        this.#mesh?.publish()
        this.#show({ screen: false })
      })
    }
    mesh.publish()
    this.#show({ screen: mesh.local.screen !== null })
  }
}
