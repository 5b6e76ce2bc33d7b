import { fork } from 'node:child_process'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** The product's sockets in a process of their own (dies-after-commit.ts), on a free port. */
export async function aProcess() {
  const child = fork(path.join(import.meta.dirname, 'dies-after-commit.ts'), { execArgv: ['--import', 'tsx'], env: { ...process.env, LOG_LEVEL: 'silent' } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('exit', () => reject(new Error('It did not start')))
  })
  return { child, port, url: `http://127.0.0.1:${port}` }
}
