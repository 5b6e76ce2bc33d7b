import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { printPaper } from '~/domain/documents/print-paper.server'
import { env } from '~/platform/env.server'
import { anOpinion, everyLetter, someMinutes, theFullMinutes } from '../support/documents/contents'

// poppler reads what pdfmake wrote: another program's view of the same bytes.
const folder = mkdtempSync(path.join(tmpdir(), 'chi-em-oracle-'))
const code = '7QK4-M2XD-95TB-ABCD'
const papers = { opinion: anOpinion(), minutes: someMinutes(), fullMinutes: theFullMinutes() }
const file = (kind: string) => path.join(folder, `${kind}.pdf`)
const poppler = (program: string, ...given: string[]) => execFileSync(program, given, { encoding: 'utf8' })

beforeAll(async () => {
  for (const [kind, content] of Object.entries(papers)) writeFileSync(file(kind), await printPaper(content, code))
})

test('pdftotext finds every Vietnamese letter, composed', () => {
  const text = poppler('pdftotext', '-layout', file('opinion'), '-')
  for (const letter of new Set(everyLetter.replaceAll(' ', ''))) expect(text, letter).toContain(letter)
  expect(text).toBe(text.normalize('NFC'))
  for (const words of ['PHIẾU Ý KIẾN TƯ VẤN CHUYÊN MÔN TỪ XA', 'Cộng hòa'.toLocaleUpperCase('vi'), 'số 214/TT-XP-BV', 'Xác nhận điện tử', code]) expect(text).toContain(words)
})

test('pdftotext finds the fields of form 27/BV2', () => {
  const text = poppler('pdftotext', '-layout', file('minutes'), '-').replace(/\s+/g, ' ')
  for (const words of ['MS: 27/BV2', 'TRÍCH BIÊN BẢN HỘI CHẨN', 'Đã điều trị từ 03/11/2026 đến 04/11/2026', 'Kết luận (sau khi đã khám lại và thảo luận)', 'Hướng điều trị tiếp theo', 'PHỤ LỤC']) expect(text).toContain(words)
})

test('pdftotext finds the blocks of the full minutes and every letter', () => {
  const text = poppler('pdftotext', '-layout', file('fullMinutes'), '-').replace(/\s+/g, ' ')
  for (const letter of new Set(everyLetter.replaceAll(' ', ''))) expect(text, letter).toContain(letter)
  for (const words of [
    'BIÊN BẢN HỘI CHẨN', 'Số: 12/BB-XP', 'Phòng giao ban khoa Ngoại', 'Lưu Phương Dung: mất kết nối từ 13:49 đến 13:50', 'TS.BS Hà Quang Tuyển: ý kiến khác', 'đa số thống nhất, còn ý kiến khác', 'S06.5', '11/11/2026',
    'BÁC SĨ ĐIỀU TRỊ', 'đã ký trên bản giấy ngày 05/11/2026', 'a'.repeat(64), 'c'.repeat(64), code,
  ]) expect(text).toContain(words)
})

test.each(['opinion', 'minutes', 'fullMinutes'])('the %s is A4, PDF 1.7, with its fonts inside and no script', (kind) => {
  const info = poppler('pdfinfo', file(kind))
  expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
  expect(info).toMatch(/PDF version:\s+1\.7/)
  expect(info).toMatch(/JavaScript:\s+no/)
  const fonts = poppler('pdffonts', file(kind)).trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(1)
  for (const font of fonts) expect(font).toMatch(/Tinos.*\byes\s+yes\s+yes\b/)
})

test.each(['opinion', 'minutes', 'fullMinutes'])('the QR on each page of the %s leads to its check page', async (kind) => {
  const pages = Number(/Pages:\s+(\d+)/.exec(poppler('pdfinfo', file(kind)))?.[1])
  for (let page = 1; page <= pages; page += 1) {
    const picture = path.join(folder, `${kind}-${page}`)
    poppler('pdftoppm', '-r', '200', '-png', '-singlefile', '-f', String(page), '-l', String(page), file(kind), picture)
    const { data, info } = await sharp(readFileSync(`${picture}.png`)).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(`${env().PUBLIC_URL}/check/${code}`)
  }
})
