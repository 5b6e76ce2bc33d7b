import { open, type FileHandle } from 'node:fs/promises'
import type { DataSet } from 'dicom-parser'
import type { FrameFacts, FrameJob } from './draw-thread.server'
import { dataSetOf, deflated } from './dicom-header'

const MB = 1024 * 1024
const headMost = 16 * MB
/** A frame larger than this is not decoded; a chest film has 20 MB. */
const frameMost = 128 * MB
const pixelsMost = 60_000_000
const mostFragments = 20_000

const plain = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2', deflated])
const bigEndian = '1.2.840.10008.1.2.2'

/** One frame of a DICOM file and how it is to be shown; null when there is no picture in it that we know how to draw. */
export async function frameOf(place: string, size: number, wanted: number): Promise<FrameJob | null> {
  const file = await open(place, 'r')
  try {
    const head = await slice(file, 0, Math.min(size, headMost))
    const set = dataSetOf(head)
    const syntax = /1\.2\.840\.10008\.1\.2[0-9.]*/.exec((set.string('x00020010') ?? ''))?.[0] ?? ''
    const about = factsOf(set, syntax)
    const pixels = set.elements.x7fe00010
    if (!about || !pixels) return null
    const frames = Math.max(1, Number.parseInt(set.string('x00280008') ?? '1', 10) || 1)
    const number = Math.min(Math.max(0, wanted), frames - 1)
    const bytes = plain.has(syntax) ? await plainFrame(file, set, pixels.dataOffset, number, about, syntax) : await packedFrame(file, pixels.dataOffset, size, number, frames)
    return bytes && { bytes, syntax, about }
  } catch {
    // Whatever is wrong with it, it is shown as what cannot be drawn; the file itself stays available.
    return null
  } finally {
    await file.close()
  }
}

/** How many frames an instance has, by its header; 1 when it does not say. */
export async function framesIn(place: string, size: number): Promise<number> {
  const file = await open(place, 'r')
  try {
    return Math.max(1, Number.parseInt(dataSetOf(await slice(file, 0, Math.min(size, headMost))).string('x00280008') ?? '1', 10) || 1)
  } catch {
    return 1
  } finally {
    await file.close()
  }
}

function factsOf(set: DataSet, syntax: string): FrameFacts | null {
  const rows = set.uint16('x00280010') ?? 0
  const columns = set.uint16('x00280011') ?? 0
  const samples = set.uint16('x00280002') ?? 1
  const bits = set.uint16('x00280100') ?? 0
  const stored = set.uint16('x00280101') ?? bits
  const photometric = (set.string('x00280004') ?? '').trim()
  const known = (bits === 8 || bits === 16) && stored >= 1 && stored <= bits && (samples === 1 || (samples === 3 && bits === 8))
  if (!known || rows === 0 || columns === 0 || rows * columns > pixelsMost) return null
  const number = (tag: string, otherwise: number): number => {
    const value = Number.parseFloat((set.string(tag) ?? '').split('\\')[0] ?? '')
    return Number.isFinite(value) ? value : otherwise
  }
  const palette = photometric === 'PALETTE COLOR' ? paletteOf(set) : null
  if (photometric === 'PALETTE COLOR' && (!palette || bits !== 8)) return null
  return {
    rows, columns, samples, bits, stored, signed: set.uint16('x00280103') === 1, bigEndian: syntax === bigEndian, planar: set.uint16('x00280006') === 1,
    ybr: photometric === 'YBR_FULL', inverse: photometric === 'MONOCHROME1', slope: number('x00281053', 1) || 1, intercept: number('x00281052', 0),
    center: number('x00281050', 0), width: number('x00281051', 0), palette,
  }
}

/** A colour table, brought to 8 bit. */
function paletteOf(set: DataSet): FrameFacts['palette'] {
  const length = set.uint16('x00281101', 0) || 65_536
  const first = set.uint16('x00281101', 1) ?? 0
  const colours = new Uint8Array(length * 3)
  for (const [channel, tag] of ['x00281201', 'x00281202', 'x00281203'].entries()) {
    const table = set.elements[tag]
    if (!table || table.length < length) return null
    const wide = table.length >= 2 * length
    for (let index = 0; index < length; index += 1) colours[3 * index + channel] = set.byteArray[table.dataOffset + (wide ? 2 * index + 1 : index)] ?? 0
  }
  return { first, length, colours }
}

async function plainFrame(file: FileHandle, set: DataSet, from: number, number: number, about: FrameFacts, syntax: string): Promise<Uint8Array | null> {
  const length = about.rows * about.columns * about.samples * (about.bits / 8)
  if (length > frameMost) return null
  if (syntax === deflated) return set.byteArray.slice(from + number * length, from + (number + 1) * length)
  return slice(file, from + number * length, length)
}

/** A packed frame: its fragments by the table of offsets, or one each, or all where there is one frame (PS3.5 A.4). */
async function packedFrame(file: FileHandle, from: number, size: number, number: number, frames: number): Promise<Uint8Array | null> {
  const items: { at: number; length: number }[] = []
  for (let at = from; at + 8 <= size && items.length <= mostFragments;) {
    const head = await slice(file, at, 8)
    if (head.readUInt32LE(0) !== 0xe000fffe) break
    const length = head.readUInt32LE(4)
    items.push({ at: at + 8, length })
    at += 8 + length
    // The first frame is the second item nearly always; a film of thousands need not be walked through for it.
    if (frames > 1 && number === 0 && items.length === 3 && items[0]?.length === 0) break
  }
  const [table, ...fragments] = items
  if (!table || fragments.length === 0) return null
  const mine = frames === 1 ? fragments : fragments.length === frames ? fragments.slice(number, number + 1) : await byOffsets(file, table, fragments, number)
  const chosen = mine.length > 0 ? mine : number === 0 ? fragments.slice(0, 1) : []
  const length = chosen.reduce((sum, one) => sum + one.length, 0)
  if (length === 0 || length > frameMost) return null
  return Buffer.concat(await Promise.all(chosen.map((one) => slice(file, one.at, one.length))))
}

async function byOffsets(file: FileHandle, table: { at: number; length: number }, fragments: { at: number; length: number }[], number: number) {
  const offsets = await slice(file, table.at, Math.min(table.length, 4 * mostFragments))
  if (offsets.length < 4 * (number + 1)) return []
  const base = (fragments[0]?.at ?? 0) - 8
  const start = base + offsets.readUInt32LE(4 * number)
  const end = offsets.length >= 4 * (number + 2) ? base + offsets.readUInt32LE(4 * (number + 1)) : Infinity
  return fragments.filter(({ at }) => at - 8 >= start && at - 8 < end)
}

async function slice(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
  return buffer.subarray(0, bytesRead)
}
