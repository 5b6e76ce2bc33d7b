import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { isMuted } from '~/domain/rooms/room-state'
import { mediaCameras, mediaPeople } from '~/domain/rooms/limits'
import { openDevices, openScreen, type DeviceProblem } from './devices'
import { keepChoice, keptChoice, ledIn } from './kept-choices'
import { Mesh, type Refusal, type RemoteMedia } from './mesh'
import type { RoomLink, RoomView } from './room-link'
import { sendingAt, type Sending } from './sending'
import { usePlaces } from './use-places'
import { useSilence } from './use-silence'

export type { RemoteMedia }
export interface Media {
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
  mesh: RefObject<Mesh | null>
  /** what is sent and wanted from now on */
  tune: (sending: Sending) => void
  enter: (wanted: { mic: boolean; camera: boolean }) => void
  toggleMic: () => void
  toggleCamera: () => void
  toggleScreen: () => void
}

const problem = (key: string): Refusal => ({ key, params: {} })
const isRefusal = (now: Refusal | null, name: string): boolean => now?.key === `rooms:problem.${name}`

/** Sound and picture of this page. The room works without; nothing here can stop it. */
export function useMedia(link: RoomLink, view: RoomView, me: string, runs: boolean): Media {
  const mesh = useRef<Mesh | null>(null)
  const [state, setState] = useState<'off' | 'on'>('off')
  const [devices, setDevices] = useState({ mic: false, camera: false, screen: false })
  const [remotes, setRemotes] = useState<RemoteMedia[]>([])
  const [refused, setRefused] = useState<Refusal | null>(null)
  const wanted = useRef(false)
  const tracks = useRef<MediaStream | null>(null)
  const sending = useRef(sendingAt.full)
  const places = usePlaces(link, view)

  const tune = useCallback((next: Sending) => {
    sending.current = next
    mesh.current?.tune(next)
  }, [])
  const refresh = useCallback(() => setRemotes(mesh.current?.remotes() ?? []), [])
  const stopCamera = useCallback(() => {
    for (const track of tracks.current?.getVideoTracks() ?? []) {
      track.stop()
      tracks.current?.removeTrack(track)
      mesh.current?.local.main.removeTrack(track)
    }
    mesh.current?.publish()
    setDevices((now) => ({ ...now, camera: false }))
  }, [])
  /** Out of sound and picture again, and why: nothing listens or looks that nobody gets. */
  const turnedAway = useCallback((why: Refusal) => {
    wanted.current = false
    for (const track of [...(tracks.current?.getTracks() ?? []), ...(mesh.current?.local.screen?.getTracks() ?? [])]) track.stop()
    tracks.current = null
    mesh.current?.close()
    mesh.current = null
    setState('off')
    setDevices({ mic: false, camera: false, screen: false })
    setRefused(why)
  }, [])
  const open = useCallback(async () => {
    const { socket } = link
    if (!socket?.connected || !wanted.current) return
    mesh.current?.close()
    const next = new Mesh(socket, link.conferenceId, link.view().iceServers, refresh, () => turnedAway(problem('rooms:media.taken')))
    for (const track of tracks.current?.getTracks() ?? []) next.local.main.addTrack(track)
    next.local.screen = mesh.current?.local.screen ?? null
    next.tune(sending.current)
    mesh.current = next
    const wish = (tracks.current?.getVideoTracks().length ?? 0) > 0
    const entered = await next.enter(wish)
    if (mesh.current !== next) return
    if ('refused' in entered) {
      if (entered.refused.key === 'rooms:problem.mediaFull') return turnedAway(entered.refused)
      // No answer in time: the next line that comes up asks again.
      mesh.current = null
      return setRefused(entered.refused)
    }
    setRefused(null)
    if (wish && !entered.camera) {
      stopCamera()
      setRefused({ key: 'rooms:problem.camerasFull', params: { most: mediaCameras } })
    }
  }, [link, refresh, turnedAway, stopCamera])

  // A line that came back has a new address, so the others are called again.
  useEffect(() => {
    if (view.line === 'up') void open()
  }, [view.line, open])
  useEffect(() => () => {
    wanted.current = false
    mesh.current?.close()
    mesh.current?.local.screen?.getTracks().forEach((track) => track.stop())
    for (const track of tracks.current?.getTracks() ?? []) track.stop()
  }, [])

  const muted = isMuted(view.state, me, runs)
  const hold = useRef({ muted, wantsMic: false })
  const switchMic = useCallback((on: boolean): void => {
    for (const voice of tracks.current?.getAudioTracks() ?? []) voice.enabled = on
    setDevices((now) => ({ ...now, mic: on && (tracks.current?.getAudioTracks().length ?? 0) > 0 }))
  }, [])

  const switchOn = async (kinds: { mic: boolean; camera: boolean }): Promise<DeviceProblem | null> => {
    const { microphoneId, cameraId } = keptChoice()
    const opened = await openDevices({ ...(kinds.mic ? { microphone: { id: microphoneId } } : {}), ...(kinds.camera ? { camera: { id: cameraId } } : {}) })
    if (!opened.stream) return opened.problem
    const held = (tracks.current ??= new MediaStream())
    for (const track of opened.stream.getTracks()) {
      held.addTrack(track)
      mesh.current?.local.main.addTrack(track)
    }
    mesh.current?.publish()
    return null
  }

  const enter = async (choice: { mic: boolean; camera: boolean }): Promise<void> => {
    wanted.current = true
    keepChoice({ ...keptChoice(), ...choice })
    setState('on')
    const why = choice.mic || choice.camera ? await switchOn(choice) : null
    // Where one of the two is missing the other one may still work.
    if (why && choice.mic && choice.camera && await switchOn({ mic: true, camera: false })) await switchOn({ mic: false, camera: true })
    if (!wanted.current) return
    const has = (kind: string) => tracks.current?.getTracks().some((track) => track.kind === kind) ?? false
    setDevices({ mic: has('audio'), camera: has('video'), screen: false })
    if (hold.current.muted) switchMic(false)
    await open()
    if (why) setRefused((now) => now ?? problem(`rooms:device.${why}`))
  }
  const enterFirst = useRef(enter)
  enterFirst.current = enter
  // From the device check one is led straight in.
  useEffect(() => {
    if (view.line === 'up' && ledIn(link.conferenceId)) void enterFirst.current(keptChoice())
  }, [view.line, link])

  useEffect(() => {
    const before = hold.current
    hold.current = { muted, wantsMic: false }
    if (muted) return switchMic(false)
    setRefused((now) => (isRefusal(now, 'microphonesClosed') ? null : now))
    if (before.muted && before.wantsMic) switchMic(true)
  }, [muted, state, switchMic])

  const toggleMic = async (): Promise<void> => {
    if (state === 'off') return
    if (muted) {
      if (view.state.microphones.closed && !runs) return setRefused(problem('rooms:problem.microphonesClosed'))
      // Whoever switched it off left it to this person to switch on again: first the room is told.
      hold.current.wantsMic = true
      if (runs) link.send('room:mute', { personId: me, muted: false })
      else link.send('room:unmute', {})
      return
    }
    // Muted, not taken away: nothing has to be negotiated, so the first word is heard.
    if (tracks.current?.getAudioTracks()[0]) return switchMic(!devices.mic)
    const why = await switchOn({ mic: true, camera: false })
    if (why) setRefused(problem(`rooms:device.${why}`))
    else switchMic(true)
  }
  const toggleCamera = async (): Promise<void> => {
    const { current } = mesh
    if (state === 'off' || !current) return
    if (devices.camera) {
      stopCamera()
      return void current.takeCamera(false)
    }
    const full = await current.takeCamera(true)
    if (full) return setRefused(full)
    const why = await switchOn({ mic: false, camera: true })
    if (why) void current.takeCamera(false)
    setRefused(why ? problem(`rooms:device.${why}`) : null)
    setDevices((now) => ({ ...now, camera: why === null }))
  }
  const toggleScreen = async (): Promise<void> => {
    const { current } = mesh
    if (!current) return
    if (current.local.screen) {
      current.local.screen.getTracks().forEach((track) => track.stop())
      current.local.screen = null
    } else {
      const shared = (current.local.screen = await openScreen())
      shared?.getVideoTracks()[0]?.addEventListener('ended', () => {
        const now = mesh.current
        if (now) now.local.screen = null
        now?.publish()
        setDevices((known) => ({ ...known, screen: false }))
      })
    }
    current.publish()
    setDevices((now) => ({ ...now, screen: current.local.screen !== null }))
  }

  const othersHere = Object.entries(view.state.people).some(([personId, { state: presence }]) => personId !== me && presence === 'here')
  const full = isRefusal(refused, 'mediaFull')
  const silent = useSilence(othersHere && !remotes.some(({ connected }) => connected))
  return {
    state, ...devices, remotes, problem: refused, full, muted, mesh, tune, telephone: full || silent, local: devices.camera ? tracks.current : null,
    placeFree: full && places !== null && places.people < mediaPeople, cameraFree: isRefusal(refused, 'camerasFull') && places !== null && places.cameras < mediaCameras,
    enter: (choice) => void enter(choice), toggleMic: () => void toggleMic(), toggleCamera: () => void toggleCamera(), toggleScreen: () => void toggleScreen(),
  }
}
