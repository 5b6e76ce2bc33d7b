import { createWriteStream } from 'node:fs'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { dropPart, newPart } from '~/platform/files/parts.server'
import { isFull } from '~/platform/files/store.server'
import { Problem } from '~/platform/problem'
import { headLength, kindOf, type ContentKind } from './content-kind'

const MB = 1024 * 1024
/** What an archive may hold unpacked: 2 GB, 5,000 files of 500 MB each, and not so much more than it weighs itself. */
export const archiveLimits = { bytes: 2048 * MB, entries: 5_000, each: 500 * MB, ratio: 200, ratioFrom: 100 * MB } as const

/** A file in an archive that somebody may want: what it is by its first bytes. */
export interface Entry { name: string; kind: Exclude<ContentKind, null> }

interface Opened { zip: yauzl.ZipFile; entries: yauzl.Entry[] }

const problem = (kind: string, params: Record<string, string | number> = {}): Problem => new Problem(`files:problem.${kind}`, { params })

/** What of an archive was left out: how many files in all, and the names of those that were wanted and broken. */
export interface LeftOut { skipped: number; broken: string[] }

interface Reading<T> {
  wanted: (entries: readonly Entry[]) => (entry: Entry) => boolean
  /** one unpacked file as something to keep, null where there is nothing; a Problem leaves out this one and goes on */
  take: (part: string, entry: Entry) => Promise<T | null>
  keep: (taken: T) => Promise<void>
}

/** A file that is broken is left out; an attack, a full disk and whatever keeping refuses end the whole. */
const isBroken = (error: unknown): error is Problem => error instanceof Problem && error.key !== 'files:problem.zipBomb' && error.key !== 'documents:problem.diskFull'

/**
 * Reads a ZIP without trusting it: the list of its files first, with all limits, then only those `wanted` picks by their first
 * bytes, one after the other. Names are shown, never used as places on the disk. Throws the first Problem where nothing was whole.
 */
export async function readArchive<T>(place: string, packed: number, { wanted, take, keep }: Reading<T>): Promise<LeftOut> {
  const { zip, entries } = await openArchive(place, packed)
  const failures: { name: string; problem: Problem }[] = []
  /** null where it is broken, which is remembered by its name */
  const whole = <R>(name: string, reading: Promise<R>): Promise<R | null> => reading.catch((error: unknown) => {
    if (!isBroken(error)) throw error
    failures.push({ name, problem: error })
    return null
  })
  try {
    const seen: { entry: yauzl.Entry; known: Entry }[] = []
    for (const entry of entries) {
      const head = await whole(entry.fileName, firstBytes(zip, entry))
      const kind = head && kindOf(head)
      if (kind) seen.push({ entry, known: { name: entry.fileName, kind } })
    }
    if (seen.length === 0 && failures[0]) throw failures[0].problem
    const picks = wanted(seen.map(({ known }) => known))
    const picked = seen.filter(({ known }) => picks(known))
    const before = failures.length
    let budget: number = archiveLimits.bytes
    for (const { entry, known } of picked) {
      const part = await newPart()
      try {
        const taken = await whole(known.name, (async () => {
          budget -= await unpack(zip, entry, part, Math.min(budget, archiveLimits.each))
          return take(part, known)
        })())
        if (taken !== null) await keep(taken)
      } finally {
        await dropPart(part)
      }
    }
    const broken = failures.length - before
    if (broken === picked.length && failures[before]) throw failures[before].problem
    return { skipped: entries.length - picked.length + broken, broken: failures.map(({ name }) => name) }
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
    if (isFull(error)) throw new Problem('documents:problem.diskFull')
    // What the disk says is not the archive's fault.
    throw error instanceof Problem || (error instanceof Error && 'syscall' in error) ? error : problem('zipBroken')
  }
  return size
}
