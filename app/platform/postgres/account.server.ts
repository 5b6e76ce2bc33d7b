import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** Whom PostgreSQL runs as. Empty for an ordinary user; as root, which PostgreSQL refuses, another account. */
export type Account = { uid?: number; gid?: number; name: string }

/** The owner of the data if there is any; else, as root, `postgres` or `nobody`; else whoever we are. */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return { name: process.env.USER ?? 'user' }
  const owner = fs.statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) }
  // initdb asks for the account's name, so a bare number is not enough.
  const found = accounts().find((account) => account.name === 'postgres') ?? accounts().find((account) => account.name === 'nobody')
  return found ?? { uid: 65534, gid: 65534, name: 'nobody' }
}

/** Can this account go into the folder? */
export function canEnter(folder: string, account: Account): boolean {
  if (account.uid === undefined) return canUse(folder)
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0
}

function canUse(folder: string) {
  try {
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
    return true
  } catch {
    return false
  }
}

function nameOf(uid: number) {
  return accounts().find((account) => account.uid === uid)?.name ?? String(uid)
}

function accounts() {
  const lines = fs.existsSync('/etc/passwd') ? fs.readFileSync('/etc/passwd', 'utf8').split('\n') : []
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}
