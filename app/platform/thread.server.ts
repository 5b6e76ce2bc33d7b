import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { turns } from './turns'

/** What a thread answers: what it made, or why it made nothing. */
type Answer<D> = { done: D } | { failure: string }

interface Limits {
  /** pieces of work until the thread is replaced: even a good library leaks a little */
  most: number
  /** milliseconds after which a piece of work counts as failed */
  longest: number
}

interface Kept { worker: Worker; begun: number }
const held = globalThis as typeof globalThis & { chiEmThreads?: Map<string, Kept> }

/** Whatever ends a thread between two pieces of work ends only the thread: without a listener its error would end the server. */
function newThread(file: string, threads: Map<string, Kept>): Kept {
  const worker = new Worker(path.resolve(file))
  worker.unref()
  worker.on('error', () => undefined).on('exit', () => {
    if (threads.get(file)?.worker === worker) threads.delete(file)
  })
  const kept = { worker, begun: 0 }
  threads.set(file, kept)
  return kept
}

/**
 * Work that keeps a processor busy, apart from the process that answers requests: `file` is plain JavaScript, from the program's folder,
 * that answers each { id, job } with { id, done } or { id, failure }. One piece at a time; what fails, dies or takes too long ends its
 * thread and is the failure of that piece alone.
 */
export function inThread<J, D>(file: string, { most, longest }: Limits): (job: J) => Promise<Answer<D>> {
  const inTurn = turns(1)
  return (job) => inTurn(async () => {
    const threads = (held.chiEmThreads ??= new Map<string, Kept>())
    const thread = threads.get(file) ?? newThread(file, threads)
    thread.begun += 1
    const answer = await ask<J, D>(thread.worker, job, thread.begun, longest)
    if ('failure' in answer || thread.begun >= most) {
      threads.delete(file)
      await thread.worker.terminate()
    }
    return answer
  })
}

function ask<J, D>(worker: Worker, job: J, id: number, longest: number): Promise<Answer<D>> {
  return new Promise((resolve) => {
    const end = (answer: Answer<D>) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', died).off('exit', died)
      resolve(answer)
    }
    const heard = (answer: Answer<D> & { id: number }) => {
      if (answer.id === id) end(answer)
    }
    const died = () => end({ failure: 'the thread ended' })
    const timer = setTimeout(() => end({ failure: 'it took too long' }), longest)
    worker.on('message', heard).on('error', died).on('exit', died)
    worker.postMessage({ id, job })
  })
}
