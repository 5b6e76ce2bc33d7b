import type { Step } from './audio-first'

/** What is sent on a line, and what is wanted from the other end. */
export interface Sending {
  sound: { bits: number }
  /** null: not sent */
  picture: { bits: number; frames: number; smaller: number } | null
  /** a shared screen keeps its resolution, since text must stay readable: frames go first */
  screen: { bits: number; frames: number } | null
  wantsPictures: boolean
}

const sound = { bits: 24_000 }

export const sendingAt: Record<Step, Sending> = {
  full: { sound, picture: { bits: 350_000, frames: 15, smaller: 1 }, screen: { bits: 1_200_000, frames: 10 }, wantsPictures: true },
  smaller: { sound, picture: { bits: 150_000, frames: 15, smaller: 2 }, screen: { bits: 600_000, frames: 5 }, wantsPictures: true },
  fewer: { sound, picture: { bits: 70_000, frames: 6, smaller: 2 }, screen: { bits: 300_000, frames: 3 }, wantsPictures: true },
  ownOff: { sound, picture: null, screen: { bits: 200_000, frames: 2 }, wantsPictures: true },
  othersOff: { sound, picture: null, screen: { bits: 120_000, frames: 1 }, wantsPictures: false },
  sound: { sound: { bits: 16_000 }, picture: null, screen: null, wantsPictures: false },
}

export type Sent = 'sound' | 'picture' | 'screen'

/** One kind's encoding; `wanted`: the other end looks at pictures. */
export function encodingOf(kind: Sent, sending: Sending, wanted: boolean): RTCRtpEncodingParameters {
  if (kind === 'sound') return { active: true, maxBitrate: sending.sound.bits, priority: 'high', networkPriority: 'high' }
  if (kind === 'screen') {
    const { screen } = sending
    return { active: screen !== null, priority: 'low', networkPriority: 'low', ...(screen ? { maxBitrate: screen.bits, maxFramerate: screen.frames } : {}) }
  }
  const { picture } = sending
  return {
    active: picture !== null && wanted, priority: 'very-low', networkPriority: 'very-low',
    ...(picture ? { maxBitrate: picture.bits, maxFramerate: picture.frames, scaleResolutionDownBy: picture.smaller } : {}),
  }
}

/** Tells the browser's sender. A browser that refuses a part keeps what it had: sound goes on either way. */
export async function tune(sender: RTCRtpSender, kind: Sent, sending: Sending, wanted: boolean): Promise<void> {
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings ?? []
  if (!encoding) return
  Object.assign(encoding, encodingOf(kind, sending, wanted))
  if (kind !== 'sound') parameters.degradationPreference = kind === 'screen' ? 'maintain-resolution' : 'balanced'
  await sender.setParameters(parameters).catch(() => undefined)
}
