import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { log } from '~/platform/log.server'
import { halt, launch, needSpace, openCluster, pause, readPidFile, type Cluster } from './cluster.server'
import { explain, inUse } from './trouble'

const DATABASE = 'chi_em'
/** Held by the app as long as it lives; goes with its connection, however it dies. */
const OWNER_LOCK = 74_110_002
const COPIES_KEPT = 3

export type Embedded = {
  /** address of the app's database, password included */
  url: string
  /** copies the whole database to <data>/backups while it rests; returns the folder */
  copyAside(label: string): Promise<string>
  stop(): Promise<void>
}

/**
 * The PostgreSQL under `data`: started, or found running after the app was killed and used again.
 * `settings` are postgresql.conf lines ("fsync=off" for tests). Throws a Trouble when a person has to act.
 */
export async function startEmbedded(data: string, settings: string[] = []): Promise<Embedded> {
  const cluster = openCluster(data)
  const port = (await survivor(cluster)) ?? (await launch(cluster, settings))
  let resting = false
  let keeper = await keep()
  await ensureDatabase(keeper)

  async function keep() {
    const client = await own(cluster, port)
    client.on('end', () => void (resting || revive()))
    return client
  }

  // Somebody killed the server under us. The pools reconnect by themselves once it answers at the same port.
  async function revive() {
    for (let attempt = 1; attempt <= 5 && !resting; attempt++) {
      log.error({ attempt }, 'PostgreSQL went away, starting it again')
      await pause(attempt * 1_000)
      try {
        if ((await survivor(cluster)) === undefined) await launch(cluster, settings, port)
        keeper = await keep()
        return
      } catch (err) {
        log.error({ err }, 'PostgreSQL did not start again')
      }
    }
  }

  async function rest() {
    resting = true
    await keeper.end()
    await halt(cluster)
  }

  return {
    url: address(cluster, port, DATABASE),
    stop: rest,
    async copyAside(label) {
      await rest()
      const copy = copyFolder(cluster, data, label)
      await launch(cluster, settings, port)
      keeper = await keep()
      resting = false
      return copy
    },
  }
}

/** The port of a server that outlived the app; a postmaster.pid left by a dead one is taken away. */
async function survivor(cluster: Cluster): Promise<number | undefined> {
  const left = readPidFile(cluster.folder)
  if (!left) return undefined
  if (!isPostgres(left.pid)) {
    fs.rmSync(path.join(cluster.folder, 'postmaster.pid'), { force: true })
    return undefined
  }
  // It may be recovering from a crash, or on its way out.
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(50)) {
    const now = readPidFile(cluster.folder)
    if (!now) return undefined
    if (now.ready) return now.port
  }
  return undefined
}

function isPostgres(pid: number) {
  // Numbers are used again after a restart of the machine or container: the name decides.
  const file = `/proc/${pid}/cmdline`
  if (fs.existsSync('/proc/self/cmdline')) return fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes('postgres')
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes('postgres')
}

async function own(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address(cluster, port, 'postgres'), application_name: 'chi-em owner', keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  // The connection of an app killed a moment ago may take a little to go.
  for (const until = Date.now() + 4_000; Date.now() < until; await pause(100)) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [OWNER_LOCK])
    if (rows[0]?.mine) return client
  }
  await client.end()
  throw inUse(path.dirname(cluster.folder))
}

async function ensureDatabase(keeper: pg.Client) {
  const { rowCount } = await keeper.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
  if (rowCount === 0) await keeper.query(`CREATE DATABASE ${DATABASE}`)
}

function copyFolder({ folder }: Cluster, data: string, label: string) {
  const backups = path.join(data, 'backups')
  const copy = path.join(backups, `${new Date().toISOString().replace(/[:.]/g, '-')}-before-${label}`)
  try {
    fs.mkdirSync(backups, { recursive: true, mode: 0o700 })
    needSpace(backups, sizeOf(folder) / 2 ** 20 + 64)
    // cp -a keeps owner and rights, which PostgreSQL insists on when the copy is put back.
    const { status, stderr } = spawnSync('cp', ['-a', folder, copy], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  } catch (error) {
    fs.rmSync(copy, { recursive: true, force: true })
    throw explain(error, backups)
  }
  const old = fs.readdirSync(backups).sort().slice(0, -COPIES_KEPT)
  for (const name of old) fs.rmSync(path.join(backups, name), { recursive: true, force: true })
  return copy
}

function sizeOf(folder: string): number {
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0)
}

const address = ({ password }: Cluster, port: number, database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
