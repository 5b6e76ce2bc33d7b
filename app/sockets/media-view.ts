import type { Refusal, RemoteMedia } from './mesh'

export interface MediaView {
  state: 'off' | 'on'
  mic: boolean
  camera: boolean
  screen: boolean
  local: MediaStream | null
  remotes: RemoteMedia[]
  problem: Refusal | null
  /** all places for sound were taken; free: one has become free since */
  full: boolean
  placeFree: boolean
  cameraFree: boolean
  /** the chair switched this microphone off, or closed all */
  muted: boolean
  /** ten seconds without any line of sound, or no place for it: time to say the telephone numbers */
  telephone: boolean
}

export const mediaOff: MediaView = {
  state: 'off', mic: false, camera: false, screen: false, local: null, remotes: [], problem: null, full: false, placeFree: false, cameraFree: false, muted: false, telephone: false,
}
