import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { inThread } from '~/platform/thread.server'

const file = path.join(mkdtempSync(path.join(tmpdir(), 'chi-em-thread-')), 'worker.mjs')
writeFileSync(file, `
import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', ({ id, job }) => {
  if (job === 'exit') process.exit(1)
  if (job === 'throw') throw new Error('late')
  if (job === 'fail') return parentPort.postMessage({ id, failure: 'no' })
  if (job !== 'hang') parentPort.postMessage({ id, done: [job, threadId] })
})
`)
const work = inThread<string, [string, number]>(file, { most: 3, longest: 2_000 })
const done = async (job: string) => {
  const answer = await work(job)
  return 'done' in answer ? answer.done : answer.failure
}

test('a thread that dies, fails or hangs is the failure of that piece alone', async () => {
  const answers = await Promise.all(['a', 'exit', 'b', 'throw', 'c', 'fail', 'd', 'hang', 'e'].map(done))
  expect(answers.map((answer) => (typeof answer === 'string' ? answer : answer[0]))).toEqual(['a', 'the thread ended', 'b', 'the thread ended', 'c', 'no', 'd', 'it took too long', 'e'])
})

test('a thread is used again, and replaced after so many pieces', async () => {
  const fresh = inThread<string, [string, number]>(file, { most: 2, longest: 2_000 })
  await done('fail')
  const threads: unknown[] = []
  for (const job of ['a', 'b', 'c', 'd', 'e']) {
    const answer = await fresh(job)
    threads.push('done' in answer ? answer.done[1] : answer.failure)
  }
  expect(threads[0]).toBe(threads[1])
  expect(threads[2]).toBe(threads[3])
  expect(new Set(threads).size).toBe(3)
})
