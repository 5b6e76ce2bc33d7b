import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { halt, openCluster } from '~/platform/postgres/cluster.server'
import { startEmbedded } from '~/platform/postgres/embedded.server'

const PREFIX = 'chi-em-test-'

// A test database is thrown away, so nothing of it needs to reach the disk.
const UNSAFE_BUT_FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** A PostgreSQL of this run's own in the system's folder for temporary files; `stop` takes it away. */
export async function startTestCluster() {
  await sweep()
  const data = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`))
  fs.chmodSync(data, 0o711)
  const embedded = await startEmbedded(data, UNSAFE_BUT_FAST)
  return {
    url: embedded.url,
    data,
    async stop() {
      await embedded.stop()
      fs.rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Takes away what runs that were killed left behind. */
export async function sweep() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : undefined
    if (!pid || isAlive(pid)) continue
    const data = path.join(os.tmpdir(), name)
    if (fs.existsSync(path.join(data, 'postgres', 'PG_VERSION'))) await halt(openCluster(data))
    fs.rmSync(data, { recursive: true, force: true })
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
