import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { accountFor, type Account } from './account.server'
import { binariesFor, program, quietEnvironment } from './binaries.server'
import { freePort } from './free-port.server'
import { diskFull, doesNotStart, explain, inUse, unreachable, wrongVersion } from './trouble'

const VERSION = '18'

/** A PostgreSQL of our own: its folder, its programs, whom it runs as, and the password of `postgres`. */
export type Cluster = { folder: string; programs: string; account: Account; password: string }

/** Finds the cluster below `data`, or makes it (about 1.3 s). Throws a Trouble when a person has to act. */
export function openCluster(data: string): Cluster {
  const folder = path.join(data, 'postgres')
  const account = accountFor(folder)
  const programs = binariesFor(account, data)
  try {
    const password = passwordIn(data)
    const cluster = { folder, programs, account, password }
    if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) make(cluster, data)
    const version = fs.readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
    if (version !== VERSION) throw wrongVersion(folder, version, VERSION)
    return cluster
  } catch (error) {
    throw explain(error, folder)
  }
}

function passwordIn(data: string) {
  const file = path.join(data, 'postgres.password')
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return fs.readFileSync(file, 'utf8').trim()
}

// Made beside its place and renamed, so that a start killed half-way leaves nothing that looks like a database.
function make({ folder, programs, account, password }: Cluster, data: string) {
  needSpace(data, 300)
  const part = path.join(data, 'postgres.part')
  const secret = path.join(part, 'secret')
  const cluster = path.join(part, 'cluster')
  fs.rmSync(part, { recursive: true, force: true })
  fs.mkdirSync(cluster, { recursive: true, mode: 0o700 })
  fs.writeFileSync(secret, password, { mode: 0o600 })
  give([part, cluster, secret], account)
  const { status, stderr, error } = spawnSync(
    program(programs, 'initdb'),
    // The builtin locale orders and folds alike on every system, also where C.UTF-8 is not installed.
    ['-D', cluster, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    { uid: account.uid, gid: account.gid, cwd: '/', encoding: 'utf8', env: quietEnvironment() },
  )
  if (error || status !== 0) throw failure(folder, error?.message ?? stderr)
  fs.renameSync(cluster, folder)
  fs.rmSync(part, { recursive: true, force: true })
}

function give(places: string[], { uid, gid }: Account) {
  if (uid !== undefined && gid !== undefined) places.forEach((place) => fs.chownSync(place, uid, gid))
}

/** Starts the server on 127.0.0.1, by default on a free port, and returns the port once it answers. It outlives us if we are killed. */
export async function launch(cluster: Cluster, settings: string[], wanted?: number): Promise<number> {
  const { folder, programs, account } = cluster
  needSpace(folder, 64)
  const port = wanted ?? (await freePort())
  const log = path.join(folder, 'server.log')
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100', 'timezone=UTC', 'log_timezone=UTC', ...settings]
  const output = fs.openSync(log, 'w', 0o600)
  give([log], account)
  const server = spawn(program(programs, 'postgres'), ['-D', folder, '-p', String(port), ...options.flatMap((option) => ['-c', option])], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    env: quietEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  fs.closeSync(output)
  let ended = false
  server.on('exit', () => (ended = true)).on('error', () => (ended = true))
  server.unref()
  for (const until = Date.now() + 60_000; Date.now() < until && !ended; await pause(30)) {
    if (readPidFile(folder)?.ready) return port
  }
  if (!ended) server.kill('SIGQUIT')
  throw failure(log, fs.readFileSync(log, 'utf8').split('\n').slice(-8).join('\n'))
}

/** Stops the server as a clean shutdown, at the latest after 6 s as a crash that the next start recovers from. */
export async function halt({ folder }: Cluster): Promise<void> {
  const running = readPidFile(folder)
  if (!running) return
  for (const [signal, wait] of [['SIGINT', 6_000], ['SIGQUIT', 2_000]] as const) {
    tell(running.pid, signal)
    for (const until = Date.now() + wait; Date.now() < until; await pause(20)) if (!readPidFile(folder)) return
  }
}

function tell(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** What the running server says of itself in postmaster.pid. */
export function readPidFile(folder: string): { pid: number; port: number; ready: boolean } | undefined {
  const file = path.join(folder, 'postmaster.pid')
  const [pid, , , port, , , , status] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []
  return pid ? { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' } : undefined
}

/** Throws a Trouble if fewer than `megabytes` are free: PostgreSQL itself would only say "PANIC". */
export function needSpace(folder: string, megabytes: number) {
  const { bavail, bsize } = fs.statfsSync(folder)
  if (bavail * bsize < megabytes * 2 ** 20) throw diskFull(folder)
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function failure(place: string, said: string) {
  if (/No space left on device/i.test(said)) return diskFull(place)
  if (/Permission denied|EACCES/i.test(said)) return unreachable(place)
  if (/lock file "postmaster\.pid" already exists/.test(said)) return inUse(place)
  return doesNotStart(place, said)
}
