import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '~/platform/postgres/free-port.server'
import { clockAt, dayOff } from './hour'

export type DemoAccount = { name: string; password: string; who: string }

export type RunningApp = {
  url: string
  /** its DATA_DIR: demo-accounts.txt, server.log, files */
  data: string
  /** lines of demo-accounts.txt that name an account: sign-in name, password, who it is */
  accounts(): DemoAccount[]
  /** kill -9: nothing is finished, PostgreSQL lives on */
  kill(): Promise<void>
  /** starts it again at the same address on the same data, with other settings where given */
  restart(changes?: Record<string, string>): Promise<void>
  /** ends it as SIGTERM does, and takes its data away */
  stop(): Promise<void>
}

/** The built app as a person runs it, `npm start`, on a free port with new data and the demo network. */
export async function startApp(environment: Record<string, string> = {}): Promise<RunningApp> {
  const port = await freePort()
  // The name lets a later run clean up after one that was killed.
  const data = fs.mkdtempSync(path.join(os.tmpdir(), `chi-em-test-${process.pid}-`))
  fs.chmodSync(data, 0o711)
  const url = `http://localhost:${port}`
  const settings = { ...clockAt(dayOff()), ...environment }
  process.env.E2E_OFFSET = settings.CLOCK_OFFSET
  let server = await start()

  async function start(changes: Record<string, string> = {}) {
    const log = fs.openSync(path.join(data, 'server.log'), 'a')
    const started = spawn(process.execPath, ['bin/start.mjs'], {
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', PUBLIC_URL: '', PORT: String(port), DATA_DIR: data, DEMO: '1', LOG_LEVEL: 'info', ...settings, ...changes },
      stdio: ['ignore', log, log],
    })
    fs.closeSync(log)
    await untilReady(started)
    return started
  }

  async function untilReady(started: ChildProcess) {
    for (const until = Date.now() + 180_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 100))) {
      if (started.exitCode !== null) break
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      if (answer?.ok) return
    }
    throw new Error(`The app did not start:\n${fs.readFileSync(path.join(data, 'server.log'), 'utf8').slice(-4_000)}`)
  }

  return {
    url,
    data,
    accounts: () => demoAccounts(data),
    kill: () => end(server, 'SIGKILL'),
    async restart(changes = {}) {
      server = await start(changes)
    },
    async stop() {
      await end(server, 'SIGTERM')
      fs.rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The accounts the seed made, as it wrote them for people: name, password, person. */
export function demoAccounts(data: string): DemoAccount[] {
  const lines = fs.readFileSync(path.join(data, 'demo-accounts.txt'), 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [, name, password, who] = /^\s+(\S+)\s+(\S+)\s+(.+)$/.exec(line) ?? []
    return name && password && who ? [{ name, password, who }] : []
  })
}

function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    server.kill(signal)
  })
}
