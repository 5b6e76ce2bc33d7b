import { createWriteStream } from 'node:fs'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { dropPart, newPart } from '~/platform/files/parts.server'
import { Problem } from '~/platform/problem'
import { headLength, kindOf, type ContentKind } from './content-kind'

const MB = 1024 * 1024
/** What an archive may hold unpacked: 2 GB, 5,000 files of 500 MB each, and not so much more than it weighs itself. */
export const archiveLimits = { bytes: 2048 * MB, entries: 5_000, each: 500 * MB, ratio: 200, ratioFrom: 100 * MB } as const

/** A file in an archive that somebody may want: what it is by its first bytes. */
export interface Entry { name: string; kind: Exclude<ContentKind, null> }

interface Opened { zip: yauzl.ZipFile; entries: yauzl.Entry[] }

const problem = (kind: string, params: Record<string, string | number> = {}): Problem => new Problem(`files:problem.${kind}`, { params })

/**
 * Reads a ZIP without trusting it: the list of its files first, with all limits, then only those `wanted` picks by their first
 * bytes, one after the other into a part that `take` may keep. Names are shown, never used as places on the disk.
 * Returns how many were left out.
 */
export async function readArchive(place: string, packed: number, wanted: (entries: readonly Entry[]) => (entry: Entry) => boolean, take: (part: string, entry: Entry) => Promise<void>): Promise<number> {
  const { zip, entries } = await openArchive(place, packed)
  try {
    const seen: { entry: yauzl.Entry; known: Entry | null }[] = []
    for (const entry of entries) {
      const kind = kindOf(await firstBytes(zip, entry))
      seen.push({ entry, known: kind && { name: entry.fileName, kind } })
    }
    const picks = wanted(seen.flatMap(({ known }) => known ?? []))
    let left = 0
    let budget: number = archiveLimits.bytes
    for (const { entry, known } of seen) {
      if (!known || !picks(known)) {
        left += 1
        continue
      }
      const part = await newPart()
      try {
        budget -= await unpack(zip, entry, part, Math.min(budget, archiveLimits.each))
        await take(part, known)
      } finally {
        await dropPart(part)
      }
    }
    return left
  } finally {
    zip.close()
  }
}

function openArchive(place: string, packed: number): Promise<Opened> {
  return new Promise((resolve, reject) => {
    yauzl.open(place, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error) return reject(readable(error))
      const entries: yauzl.Entry[] = []
      let unpacked = 0
      const refuse = (why: Problem) => {
        zip.close()
        reject(why)
      }
      zip.on('error', (failure: Error) => refuse(readable(failure)))
      zip.on('end', () => resolve({ zip, entries }))
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!entry.fileName.endsWith('/')) {
          unpacked += entry.uncompressedSize
          entries.push(entry)
        }
        if (entry.isEncrypted()) return refuse(problem('zipLocked'))
        if (entries.length > archiveLimits.entries) return refuse(problem('zipEntries', { limit: archiveLimits.entries }))
        if (unpacked > archiveLimits.bytes || entry.uncompressedSize > archiveLimits.each) return refuse(problem('zipBomb'))
        if (unpacked > archiveLimits.ratioFrom && unpacked > packed * archiveLimits.ratio) return refuse(problem('zipBomb'))
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}

/** yauzl checks names for ".." and absolute places before we see them. */
const readable = (error: Error): Problem => problem(/relative path|absolute path|invalid characters in fileName/i.test(error.message) ? 'zipPath' : 'zipBroken')

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(readable(error)) : resolve(stream)))
  })
}

async function firstBytes(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  if (entry.uncompressedSize < 132) return Buffer.alloc(0)
  const stream = await streamOf(zip, entry)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.byteLength
      if (size >= headLength) break
    }
  } catch {
    throw problem('zipBroken')
  } finally {
    stream.destroy()
  }
  return Buffer.concat(chunks).subarray(0, headLength)
}

/** Unpacks one file, counting what really comes out: what the list says may be a lie. Returns its size. */
async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, part: string, most: number): Promise<number> {
  let size = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength
      done(size > most ? problem('zipBomb') : null, chunk)
    },
  })
  try {
    await pipeline(await streamOf(zip, entry), counting, createWriteStream(part, { mode: 0o600 }))
  } catch (error) {
    throw error instanceof Problem ? error : problem('zipBroken')
  }
  return size
}
