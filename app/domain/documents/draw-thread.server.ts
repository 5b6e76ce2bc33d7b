import { inThread } from '~/platform/thread.server'

/** How a frame's values are to be read and shown, from its header. */
export interface FrameFacts {
  rows: number
  columns: number
  samples: number
  /** allocated and stored bits of a value */
  bits: number
  stored: number
  signed: boolean
  bigEndian: boolean
  planar: boolean
  ybr: boolean
  inverse: boolean
  slope: number
  intercept: number
  center: number
  /** below 1: from the darkest to the brightest */
  width: number
  palette: { first: number; length: number; colours: Uint8Array } | null
}
export interface FrameJob { bytes: Uint8Array; syntax: string; about: FrameFacts }
export interface Drawn { channels: 1 | 3; data: Uint8Array }

/** A codec that failed may keep memory or worse, and even a good one leaks a little. */
const draw = inThread<FrameJob, Drawn>('app/domain/documents/draw-worker.mjs', { most: 200, longest: 20_000 })

/** Draws a frame in a thread of its own, one at a time; null when it cannot be drawn. */
export async function drawFrame(job: FrameJob): Promise<Drawn | null> {
  const answer = await draw(job)
  return 'failure' in answer ? null : answer.done
}
