import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { env } from '~/platform/env.server'
import { Problem } from '~/platform/problem'

const root = (): string => path.join(env().DATA_DIR, 'files')
const parts = (): string => path.join(root(), 'parts')

function addressOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return path.join(root(), sha256.slice(0, 2), sha256.slice(2))
}

/**
 * Keeps bytes under the SHA-256 of their content and returns it (64 lower-case hex digits). They are written beside,
 * flushed to the disk and renamed, so that a name never stands for half a file; the same bytes are kept once.
 * A full disk or a quota is the Problem 'documents:problem.diskFull'.
 */
export async function storeFile(bytes: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const address = addressOf(sha256)
  if ((await sizeOf(address)) === bytes.byteLength) {
    // Young again: whoever sweeps must not take what somebody is about to name.
    await utimes(address, new Date(), new Date())
    return sha256
  }
  const part = path.join(parts(), randomUUID())
  try {
    await mkdir(parts(), { recursive: true })
    await mkdir(path.dirname(address), { recursive: true })
    await writeThrough(part, bytes)
    await rename(part, address)
    await flushFolder(path.dirname(address))
  } catch (error) {
    await rm(part, { force: true })
    throw isFull(error) ? new Problem('documents:problem.diskFull') : error
  }
  return sha256
}

/**
 * Keeps a file that lies on the same disk under the SHA-256 of its content and returns hash and size in bytes: read once as a
 * stream and flushed, so that half a gigabyte never stands in memory. The file stays under its own name too, where the disk can
 * do that, so that work cut short can begin again; whoever owns it takes it away.
 */
export async function storePart(part: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(part) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.byteLength
  }
  const sha256 = hash.digest('hex')
  const address = addressOf(sha256)
  await mkdir(path.dirname(address), { recursive: true })
  await flush(part)
  await link(part, address).catch(async (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) await rename(part, address)
  })
  await utimes(address, new Date(), new Date())
  await flushFolder(path.dirname(address))
  return { sha256, size }
}

/** The bytes kept under a hash, or those from `range.start` to `range.end` (both included), as a stream with the size of all; null when there are none. */
export async function openFile(sha256: string, range?: { start: number; end: number }): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | null> {
  const address = addressOf(sha256)
  const size = await sizeOf(address)
  if (size === null) return null
  return { stream: Readable.toWeb(createReadStream(address, range)) as ReadableStream<Uint8Array>, size }
}

/** Where the bytes of a hash lie, for readers that jump about in them; null when there are none. */
export async function placeOf(sha256: string): Promise<{ place: string; size: number } | null> {
  const place = addressOf(sha256)
  const size = await sizeOf(place)
  return size === null ? null : { place, size }
}

/** Removes parts a crash left behind that are older than `olderThanMs` (milliseconds); returns how many. */
export async function sweepParts(olderThanMs = 24 * 3_600_000): Promise<number> {
  const names = await readdir(parts()).catch(() => [])
  const before = Date.now() - olderThanMs
  let swept = 0
  for (const name of names) {
    const part = path.join(parts(), name)
    const found = await stat(part).catch(() => null)
    if (!found || found.mtimeMs > before) continue
    await rm(part, { force: true })
    swept += 1
  }
  return swept
}

/** Shelves of the store, so that a sweep can take one at a time. */
export const shelves = 256

/** Hashes of the files on a shelf (0 to 255) that nobody stored in the last `olderThanMs` milliseconds. */
export async function oldFilesOn(shelf: number, olderThanMs: number): Promise<string[]> {
  const folder = shelf.toString(16).padStart(2, '0')
  const names = await readdir(path.join(root(), folder)).catch(() => [])
  const before = Date.now() - olderThanMs
  const old = await Promise.all(names.map(async (name) => ((await stat(path.join(root(), folder, name)).catch(() => null))?.mtimeMs ?? Infinity) < before ? [folder + name] : []))
  return old.flat()
}

/** Takes the bytes kept under a hash away; the caller knows that nothing names them. */
export const dropFile = (sha256: string): Promise<void> => rm(addressOf(sha256), { force: true })

async function sizeOf(address: string): Promise<number | null> {
  const found = await stat(address).catch(() => null)
  return found?.isFile() ? found.size : null
}

async function writeThrough(part: string, bytes: Uint8Array): Promise<void> {
  const file = await open(part, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flush(part: string): Promise<void> {
  const file = await open(part, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The rename itself survives a power cut only when the folder is flushed; Windows cannot open one, and does not need it. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (!handle) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}

/** Whether writing failed for want of room. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))
