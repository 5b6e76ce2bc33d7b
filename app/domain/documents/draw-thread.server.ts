import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { turns } from '~/platform/turns'

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

type Answer = { id: number; failure: string } | ({ id: number } & Drawn)

/** A codec that failed may keep memory or worse, and even a good one leaks a little. */
const framesPerThread = 200
const longest = 20_000

const held = globalThis as typeof globalThis & { chiEmDraw?: { worker: Worker; drawn: number } }
const inTurn = turns(1)

const file = (): string => path.resolve('app/domain/documents/draw-worker.mjs')

/** Whatever ends a thread between two frames ends only the thread: without a listener its error would end the server. */
function newThread(): Worker {
  const worker = new Worker(file())
  worker.unref()
  worker.on('error', () => undefined).on('exit', () => {
    if (held.chiEmDraw?.worker === worker) delete held.chiEmDraw
  })
  return worker
}

/** Draws a frame in a thread of its own, one at a time; null when it cannot be drawn. */
export const drawFrame = (job: FrameJob): Promise<Drawn | null> => inTurn(async () => {
  const thread = (held.chiEmDraw ??= { worker: newThread(), drawn: 0 })
  thread.drawn += 1
  const answer = await ask(thread.worker, job, thread.drawn)
  const failed = answer === null || 'failure' in answer
  if (failed || thread.drawn >= framesPerThread) {
    delete held.chiEmDraw
    await thread.worker.terminate()
  }
  return failed ? null : { channels: answer.channels, data: answer.data }
})

function ask(worker: Worker, job: FrameJob, id: number): Promise<Answer | null> {
  return new Promise((resolve) => {
    const end = (answer: Answer | null) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', died).off('exit', died)
      resolve(answer)
    }
    const heard = (answer: Answer) => {
      if (answer.id === id) end(answer)
    }
    const died = () => end(null)
    const timer = setTimeout(died, longest)
    worker.on('message', heard).on('error', died).on('exit', died)
    worker.postMessage({ id, ...job })
  })
}
