import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { env } from '~/platform/env.server'
import { isFull, placeOf } from '~/platform/files/store.server'

const root = (): string => path.join(env().DATA_DIR, 'pages')
const folderOf = (sha256: string): string => path.join(root(), sha256.slice(0, 2), sha256)

/** A picture that was drawn before, under the hash of its file; null when there is none. */
export async function keptPage(sha256: string, name: string): Promise<Buffer | null> {
  const bytes = await readFile(path.join(folderOf(sha256), name)).catch(() => null)
  if (bytes) await utimes(folderOf(sha256), new Date(), new Date()).catch(() => undefined)
  return bytes
}

/** Keeps a drawn picture. It can be drawn again, so a full disk is no fault here. */
export async function keepPage(sha256: string, name: string, bytes: Uint8Array): Promise<void> {
  const folder = folderOf(sha256)
  const part = path.join(folder, `${name}.${randomUUID()}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(part, bytes, { mode: 0o600 })
    await rename(part, path.join(folder, name))
  } catch (error) {
    await rm(part, { force: true })
    if (!isFull(error)) throw error
  }
}

/** Job: pictures of files that are gone, or that nobody looked at for so long (ms), go; one shelf of the store (0 to 255) at a time. */
export async function sweepPages(shelf: number, olderThanMs: number): Promise<number> {
  const place = path.join(root(), shelf.toString(16).padStart(2, '0'))
  let swept = 0
  for (const sha256 of await readdir(place).catch(() => [])) {
    const found = await stat(path.join(place, sha256)).catch(() => null)
    if (found && found.mtimeMs > Date.now() - olderThanMs && (await placeOf(sha256).catch(() => null))) continue
    await rm(path.join(place, sha256), { recursive: true, force: true })
    swept += 1
  }
  return swept
}
