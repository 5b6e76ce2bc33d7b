import { useCallback, useEffect, useRef, useState } from 'react'
import { openDevices, type DeviceProblem } from '~/sockets/devices'

type Kind = 'microphone' | 'camera'
const kinds = { microphone: 'audioinput', camera: 'videoinput' } as const

export interface Device {
  stream: MediaStream | null
  problem: DeviceProblem | null
  /** those of this kind, named once one of them may be used */
  all: { id: string; label: string }[]
  start: (id: string | null) => void
  stop: () => void
}

/** One device while it is being tried; it is let go with the page. */
export function useDevice(kind: Kind): Device {
  const [stream, setStream] = useState<MediaStream | null>(null)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const [all, setAll] = useState<Device['all']>([])
  const held = useRef<MediaStream | null>(null)
  const there = useRef(true)
  const stop = useCallback(() => {
    for (const track of held.current?.getTracks() ?? []) track.stop()
    held.current = null
    setStream(null)
  }, [])
  const start = useCallback(async (id: string | null) => {
    stop()
    const opened = await openDevices(kind === 'microphone' ? { microphone: { id } } : { camera: { id } })
    // The page may have gone while the person was being asked.
    if (!there.current) return opened.stream?.getTracks().forEach((track) => track.stop())
    held.current = opened.stream
    setStream(opened.stream)
    setProblem(opened.problem)
    const known = opened.stream ? await navigator.mediaDevices.enumerateDevices().catch(() => []) : []
    setAll(known.filter((device) => device.kind === kinds[kind] && device.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, label })))
  }, [kind, stop])
  useEffect(() => {
    there.current = true
    return () => {
      there.current = false
      for (const track of held.current?.getTracks() ?? []) track.stop()
    }
  }, [])
  return { stream, problem, all, start: (id) => void start(id), stop }
}
