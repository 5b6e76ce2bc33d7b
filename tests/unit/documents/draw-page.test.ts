import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'chi-em-pages-'))
const { storeFile, dropFile } = await import('~/platform/files/store.server')
const { pdfOf } = await import('~/platform/pdf/pdf.server')
const { countPages, drawPage } = await import('~/domain/documents/draw-page.server')
const { sweepPages } = await import('~/domain/documents/kept-pages.server')
const { aPdf } = await import('../../support/documents/a-pdf')

const drawn = async (bytes: Uint8Array, page = 1) => drawPage(await storeFile(bytes), { page, size: 'stage' })

/** How many dark pixels stand in each line of the page. */
async function ink(picture: Awaited<ReturnType<typeof drawPage>>): Promise<number[]> {
  if (!('jpeg' in picture)) throw new Error(picture.problem)
  const { data, info } = await sharp(picture.jpeg).greyscale().raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: info.height }, (_, y) => data.subarray(y * info.width, (y + 1) * info.width).filter((value) => value < 128).length)
}
/** From the first line with ink to the last. */
const height = (lines: number[]): number => lines.findLastIndex((count) => count > 0) - lines.findIndex((count) => count > 0)

test('marks of Vietnamese letters are drawn, above and below', async () => {
  const page = async (text: string) => ink(await drawn(await pdfOf({ title: 'Trang', content: [{ text, fontSize: 40 }] })))
  const [bare, above, both] = await Promise.all([page('AOE'), page('ẪỖỀ'), page('ẬỘỆ')])
  expect(height(bare)).toBeGreaterThan(20)
  // A sign on top of a hat needs room; a font without it would draw nothing or an empty box.
  expect(height(above)).toBeGreaterThan(height(bare) * 1.3)
  const amount = (lines: number[]) => lines.reduce((sum, count) => sum + count, 0)
  expect(amount(above)).toBeGreaterThan(amount(bare) * 1.08)
  expect(amount(both)).toBeGreaterThan(amount(bare) * 1.08)
})

test('each page is its own picture, as large as the stage shows it, and the pages are counted', async () => {
  const sha256 = await storeFile(await pdfOf({ title: 'Hai trang', content: [{ text: 'Một' }, { text: 'Hai '.repeat(400), pageBreak: 'before' }] }))
  expect(await countPages(sha256)).toEqual({ pages: 2 })
  const [one, two] = [await drawPage(sha256, { page: 1, size: 'stage' }), await drawPage(sha256, { page: 2, size: 'small' })]
  if (!('jpeg' in one) || !('jpeg' in two)) throw new Error('not drawn')
  expect(await sharp(one.jpeg).metadata()).toMatchObject({ format: 'jpeg', height: 1_600 })
  expect(await sharp(two.jpeg).metadata()).toMatchObject({ height: 800 })
  expect((await ink(two)).filter((count) => count > 0).length).toBeGreaterThan((await ink(one)).filter((count) => count > 0).length)
  expect(await drawPage(sha256, { page: 3, size: 'stage' })).toEqual({ problem: 'noPage' })
})

test('what was drawn is kept until its file is gone', async () => {
  const sha256 = await storeFile(await pdfOf({ title: 'Giữ lại', content: [{ text: 'Trang được giữ' }] }))
  const first = await drawPage(sha256, { page: 1, size: 'thumbnail' })
  await dropFile(sha256)
  const again = await drawPage(sha256, { page: 1, size: 'thumbnail' })
  if (!('jpeg' in first) || !('jpeg' in again)) throw new Error('not drawn')
  expect(Buffer.compare(first.jpeg, again.jpeg)).toBe(0)
  expect(await sweepPages(Number.parseInt(sha256.slice(0, 2), 16), 60_000)).toBe(1)
  expect(await drawPage(sha256, { page: 1, size: 'thumbnail' })).toEqual({ problem: 'broken' })
})

test('broken and locked documents say so', async () => {
  expect(await drawn(Buffer.from('%PDF-1.7\nnothing that follows\nstartxref\n9\n%%EOF'))).toEqual({ problem: 'broken' })
  expect(await drawn(aPdf({ encrypted: true }))).toEqual({ problem: 'encrypted' })
})

test('a page of 5 km or of one hair is drawn within the stage', async () => {
  for (const [width, height] of [[14_000_000, 14_000_000], [14_400, 1], [1, 14_400]] as const) {
    const picture = await drawn(aPdf({ width, height }))
    const { width: w = 0, height: h = 0 } = 'jpeg' in picture ? await sharp(picture.jpeg).metadata() : {}
    expect(Math.max(w, h)).toBe(1_600)
  }
})

test('a drawing that multiplies itself without end is given up, and the next document is drawn', async () => {
  // A form that paints itself a hundredfold, ten deep.
  const deep = Array.from({ length: 10 }, (_, level) => ({ name: `F${level}`, content: level === 9 ? '0 0 500 500 re f '.repeat(50) : `/F${level + 1} Do `.repeat(100) }))
  const begun = performance.now()
  expect(await drawn(aPdf({ content: '/F0 Do', forms: deep }))).toEqual({ problem: 'tooHard' })
  expect(performance.now() - begun).toBeLessThan(20_000)
  // Asked again it does not hold the thread up again.
  const again = performance.now()
  expect(await drawn(aPdf({ content: '/F0 Do', forms: deep }))).toEqual({ problem: 'tooHard' })
  expect(performance.now() - again).toBeLessThan(500)
  expect(await drawn(aPdf({ content: '0 0 99 99 re f' }))).toHaveProperty('jpeg')
}, 40_000)

test('a picture that unpacks to gigabytes is refused within the memory it may have', async () => {
  const zeros = deflateSync(Buffer.alloc(64 * 1024 * 1024))
  const before = process.memoryUsage().rss
  const picture = await drawn(aPdf({ content: '500 0 0 500 0 0 cm /I0 Do', image: { width: 40_000, height: 40_000, data: zeros } }))
  expect('jpeg' in picture || picture.problem === 'tooHard').toBe(true)
  expect(process.memoryUsage().rss - before).toBeLessThan(1_000 * 1024 * 1024)
  expect(await drawn(aPdf({ content: '0 0 98 98 re f' }))).toHaveProperty('jpeg')
}, 40_000)
