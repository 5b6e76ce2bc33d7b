import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { aDicom, type Made } from '../../support/dicom'

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'chi-em-draw-'))
const { storeFile } = await import('~/platform/files/store.server')
const { drawDicom } = await import('~/domain/documents/draw-dicom.server')

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
