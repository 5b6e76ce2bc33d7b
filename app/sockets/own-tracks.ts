import { openDevices, type DeviceProblem } from './devices'
import { keptChoice } from './kept-choices'
import type { Mesh } from './mesh'

interface Kinds { mic: boolean; camera: boolean }

/** This person's microphone and camera, opened once and kept while lines come and go. */
export class OwnTracks {
  #stream: MediaStream | null = null

  get stream(): MediaStream | null { return this.#stream }
  tracks = (): MediaStreamTrack[] => this.#stream?.getTracks() ?? []
  has = (kind: 'audio' | 'video'): boolean => this.tracks().some((track) => track.kind === kind)

  /** Why they could not be opened; null when they are. */
  async open({ mic, camera }: Kinds, mesh: Mesh | null): Promise<DeviceProblem | null> {
    const { microphoneId, cameraId } = keptChoice()
    const opened = await openDevices({ ...(mic ? { microphone: { id: microphoneId } } : {}), ...(camera ? { camera: { id: cameraId } } : {}) })
    if (!opened.stream) return opened.problem
    const held = (this.#stream ??= new MediaStream())
    for (const track of opened.stream.getTracks()) {
      held.addTrack(track)
      mesh?.local.main.addTrack(track)
    }
    mesh?.publish()
    return null
  }

  /** Where one of the two is missing the other one may still work. */
  async openAny(kinds: Kinds, mesh: Mesh | null): Promise<DeviceProblem | null> {
    const why = kinds.mic || kinds.camera ? await this.open(kinds, mesh) : null
    if (why && kinds.mic && kinds.camera && await this.open({ mic: true, camera: false }, mesh)) await this.open({ mic: false, camera: true }, mesh)
    return why
  }

  openMic(on: boolean): void {
    for (const voice of this.#stream?.getAudioTracks() ?? []) voice.enabled = on
  }

  stopCamera(mesh: Mesh | null): void {
    for (const track of this.#stream?.getVideoTracks() ?? []) {
      track.stop()
      this.#stream?.removeTrack(track)
      mesh?.local.main.removeTrack(track)
    }
    mesh?.publish()
  }

  stopAll(): void {
    for (const track of this.tracks()) track.stop()
    this.#stream = null
  }
}
