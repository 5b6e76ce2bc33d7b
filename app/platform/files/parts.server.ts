import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from '~/platform/env.server'

/** Where uploads lie until they are whole and checked; on the disk of the store, so that they only have to be renamed. */
export const uploadsFolder = (): string => path.join(env().DATA_DIR, 'files', 'uploads')

/** The part of an upload by its id. */
export const partOf = (uploadId: string): string => path.join(uploadsFolder(), uploadId)

/** A place for bytes on their way, which whoever asked for it takes away. */
export async function newPart(): Promise<string> {
  await mkdir(uploadsFolder(), { recursive: true })
  return path.join(uploadsFolder(), `piece-${randomUUID()}`)
}

export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true })
  await rm(`${part}.json`, { force: true })
}

/** Names in the folder of uploads that nobody wrote to in the last `olderThanMs` milliseconds. */
export async function oldParts(olderThanMs: number): Promise<string[]> {
  const names = await readdir(uploadsFolder()).catch(() => [])
  const before = Date.now() - olderThanMs
  const old = await Promise.all(names.map(async (name) => {
    const found = await stat(path.join(uploadsFolder(), name)).catch(() => null)
    return found && found.mtimeMs < before ? [name] : []
  }))
  return old.flat()
}

/** Bytes `start` to `start + length` of a file; fewer where it ends. */
export async function readSlice(place: string, start: number, length: number): Promise<Buffer> {
  const file = await open(place, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Overwrites bytes of a part in place. */
export async function writeSlice(place: string, start: number, bytes: Uint8Array): Promise<void> {
  const file = await open(place, 'r+')
  try {
    await file.write(bytes, 0, bytes.byteLength, start)
  } finally {
    await file.close()
  }
}
