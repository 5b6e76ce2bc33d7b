import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { bomb, pdf, photo, picture, zip } from './pictures'

const folder = mkdtempSync(path.join(tmpdir(), 'chi-em-files-'))
process.env.DATA_DIR = folder
const { acceptPicture } = await import('~/domain/documents/accept-picture.server')

const kept = (sha256: string | null): Buffer => readFileSync(path.join(folder, 'files', String(sha256).slice(0, 2), String(sha256).slice(2)))
const problemOf = (bytes: Buffer, name = 'tep.jpg') => acceptPicture(bytes, name).then(() => 'accepted', (error: { key?: string }) => error.key ?? error)

describe('what is accepted', () => {
  test('a photograph loses place and serial number, stands upright, gets a thumbnail', async () => {
    const taken = await photo()
    expect((await sharp(taken).metadata()).exif).toBeDefined()
    const file = await acceptPicture(taken, 'IMG_0001.JPEG')
    expect(file).toMatchObject({ mediaType: 'image/jpeg', width: 40, height: 60, name: 'IMG_0001.jpg' })
    const bytes = kept(file.sha256)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
    expect(bytes.byteLength).toBe(file.size)
    const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
    expect(bytes.includes('GPS')).toBe(false)
    expect(bytes.includes('SERIAL')).toBe(false)
    expect((await sharp(kept(file.thumbnail)).metadata()).format).toBe('jpeg')
  })

  test('a large picture keeps its size, its thumbnail is 320 px', async () => {
    const file = await acceptPicture(await picture('png', 2000, 1000), 'phim')
    expect(file).toMatchObject({ mediaType: 'image/png', width: 2000, height: 1000, name: 'phim.png' })
    expect(await sharp(kept(file.thumbnail)).metadata()).toMatchObject({ width: 320, height: 160 })
  })

  test('a PDF stays byte for byte and has no thumbnail', async () => {
    const file = await acceptPicture(pdf(), 'kết quả.PDF')
    expect(file).toMatchObject({ mediaType: 'application/pdf', thumbnail: null, width: null, name: 'kết quả.pdf' })
    expect(kept(file.sha256).equals(pdf())).toBe(true)
  })

  test('a film behind a telephone picture is dropped, not refused', async () => {
    const taken = await picture('jpeg')
    const file = await acceptPicture(Buffer.concat([taken, Buffer.from('\0\0\0\x18ftypmp42 film')]), 'a.jpg')
    expect(kept(file.sha256).includes('ftypmp42')).toBe(false)
  })

  test('what a comment inside a picture holds does not survive', async () => {
    const taken = await picture('jpeg')
    const comment = Buffer.from('<script>alert(1)</script>')
    const file = await acceptPicture(Buffer.concat([taken.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment, taken.subarray(2)]), 'a.jpg')
    expect(kept(file.sha256).includes('script')).toBe(false)
  })

  test('the same bytes are one file', async () => {
    const [first, second] = await Promise.all([acceptPicture(pdf('% same'), 'a.pdf'), acceptPicture(pdf('% same'), 'b.pdf')])
    expect(first.sha256).toBe(second.sha256)
  })
})

describe('what is refused', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'emptyFile'],
    ['20 MB and one byte', () => Buffer.alloc(20 * 1024 * 1024 + 1), 'tooLarge'],
    ['a text', () => Buffer.from('Người bệnh nam 67 tuổi'), 'wrongType'],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'wrongType'],
    ['a web page', () => Buffer.from('<!doctype html><script>1</script>'), 'wrongType'],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'wrongType'],
    ['a Linux program', () => Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(200)]), 'wrongType'],
    ['an archive', () => zip(), 'wrongType'],
    ['a GIF', () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'wrongType'],
    ['a WebP', () => sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).webp().toBuffer(), 'wrongType'],
    ['a PDF that does not start at 0', () => Buffer.concat([Buffer.from('\n'), pdf()]), 'wrongType'],
    ['a PDF behind a web page', () => Buffer.concat([Buffer.from('<html>'), pdf()]), 'wrongType'],
    ['a PDF cut short', () => pdf().subarray(0, -30), 'brokenFile'],
    ['a PDF with text behind its end', () => Buffer.concat([pdf(), Buffer.from('more')]), 'brokenFile'],
    ['a PDF that is a web page', () => pdf('<html><script>1</script></html>'), 'disguised'],
    ['a PDF that is an archive', () => Buffer.concat([pdf(), zip()]), 'disguised'],
    ['a PDF inside an archive comment', () => Buffer.concat([pdf(zip().toString('latin1')), zip('%%EOF')]), 'disguised'],
    ['a JPEG that is an archive', async () => Buffer.concat([await picture('jpeg'), zip('comment')]), 'disguised'],
    ['a JPEG with a web page behind it', async () => Buffer.concat([await picture('jpeg'), Buffer.from('<html><script>')]), 'disguised'],
    ['a PNG with a PDF behind it', async () => Buffer.concat([await picture('png'), pdf()]), 'disguised'],
    ['a PNG with a program behind it', async () => Buffer.concat([await picture('png'), Buffer.from('\x7fELF', 'latin1')]), 'disguised'],
    ['a PNG of 30,000 by 30,000', () => bomb(30_000), 'tooManyPixels'],
    ['a PNG that lacks its pixels', () => bomb(500), 'brokenFile'],
    ['a PNG cut short', async () => (await sharp(Buffer.alloc(300 * 300 * 3, 7), { raw: { width: 300, height: 300, channels: 3 } }).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 90_000), 'brokenFile'],
    ['a JPEG cut short', async () => (await picture('jpeg')).subarray(0, 900), 'brokenFile'],
    ['the head of a JPEG', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'brokenFile'],
    ['the head of a PNG', () => Buffer.from('89504e470d0a1a0a', 'hex'), 'wrongType'],
  ])('%s', async (_, make, key) => {
    expect(await problemOf(await make())).toBe(`documents:problem.${key}`)
  })

  test('damaged pictures never crash: either decoded or refused with a problem', async () => {
    const taken = await photo()
    for (let turn = 0; turn < 60; turn += 1) {
      const damaged = Buffer.from(taken)
      for (let hit = 0; hit < 5; hit += 1) damaged[2 + ((turn * 7919 + hit * 104_729) % (damaged.length - 2))] = (turn * 31 + hit * 17) & 255
      expect(await problemOf(damaged)).toMatch(/^accepted$|^documents:problem\./)
    }
  })
})
