import { mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { aDicom, type Made } from '../../support/dicom'

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'chi-em-draw-'))
const { storeFile } = await import('~/platform/files/store.server')
const { drawDicom, framesOf } = await import('~/domain/documents/draw-dicom.server')

/** Grey levels from left to right of the picture's first line. */
async function levels(made: Made): Promise<number[]> {
  const picture = await drawDicom(await storeFile(aDicom(made)), { side: 400 })
  const { data, info } = await sharp(picture?.jpeg).raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: info.width }, (_, x) => data[x * info.channels] ?? 0)
}

test('without a window from the darkest to the brightest', async () => {
  const line = await levels({})
  expect(line).toHaveLength(64)
  expect(line[0]).toBeLessThan(8)
  expect(line[63]).toBeGreaterThan(247)
  expect(Math.abs((line[32] ?? 0) - 128)).toBeLessThan(8)
})

test('with the window of the header', async () => {
  const line = await levels({ window: [1000, 200] })
  expect(line[10]).toBeLessThan(8)
  expect(line[24]).toBeGreaterThan(247)
})

test('MONOCHROME1 is dark where the values are high', async () => {
  const line = await levels({ photometric: 'MONOCHROME1' })
  expect(line[0]).toBeGreaterThan(247)
  expect(line[63]).toBeLessThan(8)
})

test('what cannot be drawn is null: no such encoding, too few pixels, no DICOM', async () => {
  expect(await drawDicom(await storeFile(aDicom({ syntax: '1.2.840.10008.1.2.4.201' })), { side: 100 })).toBeNull()
  expect(await drawDicom(await storeFile(aDicom({ pixels: Buffer.alloc(20) })), { side: 100 })).toBeNull()
  expect(await drawDicom(await storeFile(Buffer.alloc(400)), { side: 100 })).toBeNull()
})

const require = createRequire(import.meta.url)
interface Encoder { getDecodedBuffer(info: object): Uint8Array; encode(): void; getEncodedBuffer(): Uint8Array; setNearLossless?(by: number): void; setQuality?(lossless: boolean, ratio: number): void; delete(): void }
type Codec = Record<'J2KEncoder' | 'JpegLSEncoder', new () => Encoder>

const side = 64
/** The gradient of aDicom as 16 bit values. */
const gradient = (): Buffer => Buffer.concat(Array.from({ length: side }, () => Buffer.from(Uint16Array.from({ length: side }, (_, x) => Math.round((4000 * x) / (side - 1))).buffer)))

async function encoded(name: string, encoder: keyof Codec): Promise<Buffer> {
  const codec = await (require(`${name}/wasmjs`) as (options: object) => Promise<Codec>)({ locateFile: (file: string) => require.resolve(`${name}/wasmjs`).replace(/[^/]+$/, '') + file })
  const made = new codec[encoder]()
  made.getDecodedBuffer({ width: side, height: side, bitsPerSample: 16, componentCount: 1, isSigned: false }).set(gradient())
  made.setQuality?.(true, 0)
  made.setNearLossless?.(0)
  made.encode()
  return Buffer.from(made.getEncodedBuffer())
}

/** Run lengths of each byte of a value, the high ones first; here as literal runs of 64. */
function runLengths(plain: Buffer): Buffer {
  const planes = [1, 0].map((place) => {
    const bytes = Buffer.from(plain.filter((_, index) => index % 2 === place))
    return Buffer.concat(Array.from({ length: bytes.length / side }, (_, line) => Buffer.concat([Buffer.from([side - 1]), bytes.subarray(line * side, (line + 1) * side)])))
  })
  const head = Buffer.alloc(64)
  head.writeUInt32LE(2, 0)
  head.writeUInt32LE(64, 4)
  head.writeUInt32LE(64 + (planes[0]?.length ?? 0), 8)
  return Buffer.concat([head, ...planes])
}

test.each<[string, string, () => Promise<Buffer> | Buffer]>([
  ['JPEG 2000', '1.2.840.10008.1.2.4.90', () => encoded('@cornerstonejs/codec-openjpeg', 'J2KEncoder')],
  ['JPEG-LS', '1.2.840.10008.1.2.4.80', () => encoded('@cornerstonejs/codec-charls', 'JpegLSEncoder')],
  ['run lengths', '1.2.840.10008.1.2.5', () => runLengths(gradient())],
])('%s is drawn like the plain values', async (_name, syntax, make) => {
  const plain = await levels({})
  const line = await levels({ syntax, fragments: [await make()] })
  expect(Math.max(...line.map((level, x) => Math.abs(level - (plain[x] ?? 0))))).toBeLessThanOrEqual(2)
})

test('JPEG in 8 bit is drawn; of several frames the one asked for', async () => {
  const grey = (level: number) => sharp({ create: { width: side, height: side, channels: 3, background: { r: level, g: level, b: level } } }).toColourspace('b-w').jpeg().toBuffer()
  const made: Made = { syntax: '1.2.840.10008.1.2.4.50', bits: 8, window: [128, 256], frames: 3, fragments: await Promise.all([0, 120, 240].map(grey)) }
  const sha256 = await storeFile(aDicom(made))
  expect(await framesOf(sha256)).toBe(3)
  for (const [frame, level] of [[0, 0], [1, 120], [2, 240]] as const) {
    const picture = await drawDicom(sha256, { side: 100, frame })
    const { data } = await sharp(picture?.jpeg).raw().toBuffer({ resolveWithObject: true })
    expect(Math.abs((data[0] ?? 0) - level)).toBeLessThan(6)
  }
})
