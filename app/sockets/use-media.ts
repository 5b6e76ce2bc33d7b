import { useCallback, useEffect, useRef, useState } from 'react'
import { Mesh, type RemoteMedia } from './mesh'
import type { RoomLink, RoomView } from './room-link'

export type { RemoteMedia }
export interface Media {
  state: 'off' | 'on'
  mic: boolean
  camera: boolean
  screen: boolean
  local: MediaStream | null
  remotes: RemoteMedia[]
  problem: { key: string; params: Record<string, string | number> } | null
  /** ten seconds without any line of sound: time to say the telephone numbers */
  telephone: boolean
  enter: (wanted: { mic: boolean; camera: boolean }) => void
  toggleMic: () => void
  toggleCamera: () => void
  toggleScreen: () => void
}

const telephoneAfter = 10_000
const picture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 20 } }
const noDevice = { key: 'rooms:media.noDevice', params: {} }

/** Sound and picture of this page. The room works without; nothing here can stop it. */
export function useMedia(link: RoomLink, view: RoomView, me: string): Media {
  const mesh = useRef<Mesh | null>(null)
  const [state, setState] = useState<'off' | 'on'>('off')
  const [devices, setDevices] = useState({ mic: false, camera: false, screen: false })
  const [remotes, setRemotes] = useState<RemoteMedia[]>([])
  const [problem, setProblem] = useState<Media['problem']>(null)
  const wanted = useRef(false)
  const tracks = useRef<MediaStream | null>(null)

  const refresh = useCallback(() => setRemotes(mesh.current?.remotes() ?? []), [])
  const open = useCallback(async () => {
    const { socket } = link
    if (!socket?.connected) return
    mesh.current?.close()
    const next = new Mesh(socket, link.conferenceId, link.view().iceServers, refresh)
    for (const track of tracks.current?.getTracks() ?? []) next.local.main.addTrack(track)
    mesh.current = next
    const refused = await next.enter()
    setProblem(refused)
    if (refused) mesh.current = null
  }, [link, refresh])

  // A line that came back has a new address, so the others are called again.
  useEffect(() => {
    if (view.line === 'up' && wanted.current) void open()
  }, [view.line, open])
  useEffect(() => () => {
    wanted.current = false
    mesh.current?.close()
    for (const track of tracks.current?.getTracks() ?? []) track.stop()
  }, [])

  const switchOn = async (kind: 'audio' | 'video'): Promise<boolean> => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(kind === 'audio' ? { audio: { echoCancellation: true, noiseSuppression: true } } : { video: picture })
      const held = (tracks.current ??= new MediaStream())
      for (const track of stream.getTracks()) {
        held.addTrack(track)
        mesh.current?.local.main.addTrack(track)
      }
      mesh.current?.publish()
      return true
    } catch {
      setProblem(noDevice)
      return false
    }
  }
  const switchOff = () => {
    for (const track of tracks.current?.getVideoTracks() ?? []) {
      track.stop()
      tracks.current?.removeTrack(track)
      mesh.current?.local.main.removeTrack(track)
    }
    mesh.current?.publish()
  }

  const enter: Media['enter'] = async (choice) => {
    wanted.current = true
    setState('on')
    const mic = choice.mic && await switchOn('audio')
    const camera = choice.camera && await switchOn('video')
    setDevices({ mic, camera, screen: false })
    await open()
    if ((choice.mic && !mic) || (choice.camera && !camera)) setProblem((now) => now ?? noDevice)
  }
  const toggle = async (name: 'mic' | 'camera') => {
    if (state === 'off') return
    const voice = tracks.current?.getAudioTracks()[0]
    if (name === 'mic' && voice) {
      // Muted, not taken away: nothing has to be negotiated, so the first word is heard.
      voice.enabled = !devices.mic
      return setDevices((now) => ({ ...now, mic: voice.enabled }))
    }
    if (devices[name]) switchOff()
    const on = !devices[name] && await switchOn(name === 'mic' ? 'audio' : 'video')
    setDevices((now) => ({ ...now, [name]: on }))
  }
  const toggleScreen = async () => {
    const { current } = mesh
    if (!current) return
    if (current.local.screen) {
      current.local.screen.getTracks().forEach((track) => track.stop())
      current.local.screen = null
    } else {
      const shared = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false }).catch(() => null)
      current.local.screen = shared
      shared?.getVideoTracks()[0]?.addEventListener('ended', () => {
        current.local.screen = null
        current.publish()
        setDevices((now) => ({ ...now, screen: false }))
      })
    }
    current.publish()
    setDevices((now) => ({ ...now, screen: current.local.screen !== null }))
  }

  const othersHere = Object.entries(view.state.people).some(([personId, { state: presence }]) => personId !== me && presence === 'here')
  const telephone = useSilence(othersHere && !remotes.some(({ connected }) => connected))
  return {
    state, ...devices, remotes, problem, telephone, local: devices.camera ? tracks.current : null,
    enter: (choice) => void enter(choice), toggleMic: () => void toggle('mic'), toggleCamera: () => void toggle('camera'), toggleScreen: () => void toggleScreen(),
  }
}

/** True once `silent` has held for ten seconds. */
function useSilence(silent: boolean): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!silent) {
      setLong(false)
      return undefined
    }
    const timer = setTimeout(() => setLong(true), telephoneAfter)
    return () => clearTimeout(timer)
  }, [silent])
  return long && silent
}
