/** Why a device cannot be used; each has words that say what to do. */
export type DeviceProblem = 'notAllowed' | 'notFound' | 'inUse' | 'insecure' | 'unknown'
export type Opened = { stream: MediaStream; problem: null } | { stream: null; problem: DeviceProblem }

const reasons: Record<string, DeviceProblem> = {
  NotAllowedError: 'notAllowed', SecurityError: 'notAllowed', NotFoundError: 'notFound', OverconstrainedError: 'notFound', NotReadableError: 'inUse', AbortError: 'inUse',
}
const picture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 20 } }

/** Opens microphone, camera or both; `id` names the one that was chosen before, any other will do where it is gone. */
export async function openDevices({ microphone, camera }: { microphone?: { id: string | null } | undefined; camera?: { id: string | null } | undefined }): Promise<Opened> {
  const which = (id: string | null) => (id ? { deviceId: { ideal: id } } : {})
  const devices = (globalThis.navigator as Partial<Navigator> | undefined)?.mediaDevices
  if (!devices) return { stream: null, problem: 'insecure' }
  try {
    const stream = await devices.getUserMedia({
      ...(microphone ? { audio: { echoCancellation: true, noiseSuppression: true, ...which(microphone.id) } } : {}),
      ...(camera ? { video: { ...picture, ...which(camera.id) } } : {}),
    })
    for (const track of stream.getAudioTracks()) track.contentHint = 'speech'
    return { stream, problem: null }
  } catch (error) {
    return { stream: null, problem: error instanceof DOMException ? reasons[error.name] ?? 'unknown' : 'unknown' }
  }
}

/** A shared screen: text must stay readable, so resolution before movement. Null when the person thought better of it. */
export async function openScreen(): Promise<MediaStream | null> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 10 } }, audio: false }).catch(() => null)
  for (const track of stream?.getVideoTracks() ?? []) track.contentHint = 'detail'
  return stream
}
