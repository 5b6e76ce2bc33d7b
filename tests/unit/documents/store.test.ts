import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'chi-em tệp '))
process.env.DATA_DIR = folder
const { fileResponse } = await import('~/domain/documents/serve-file.server')
const { openFile, storeFile, sweepParts } = await import('~/platform/files/store.server')

const read = async (sha256: string) => {
  const file = await openFile(sha256)
  return file && { size: file.size, text: await new Response(file.stream).text() }
}

test('what is stored comes back under its hash, once however often it is stored', async () => {
  const bytes = new TextEncoder().encode('Chị–Em')
  const [first] = await Promise.all(Array.from({ length: 8 }, () => storeFile(bytes)))
  expect(first).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(await read(String(first))).toEqual({ size: bytes.byteLength, text: 'Chị–Em' })
  expect(readdirSync(path.join(folder, 'files', 'parts'))).toEqual([])
})

test('an unknown hash has no bytes, and a hash is never a path', async () => {
  expect(await openFile('0'.repeat(64))).toBeNull()
  await expect(openFile('../../etc/passwd')).rejects.toThrow('not a SHA-256')
})

test('a file cut off by a crash is written anew', async () => {
  const bytes = new TextEncoder().encode('whole')
  const sha256 = await storeFile(bytes)
  writeFileSync(path.join(folder, 'files', sha256.slice(0, 2), sha256.slice(2)), 'wh')
  await storeFile(bytes)
  expect((await read(sha256))?.text).toBe('whole')
})

test('only parts older than a day are swept', async () => {
  const old = path.join(folder, 'files', 'parts', 'old')
  const fresh = path.join(folder, 'files', 'parts', 'fresh')
  writeFileSync(old, '')
  writeFileSync(fresh, '')
  utimesSync(old, new Date(0), new Date(0))
  expect(await sweepParts()).toBe(1)
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
})

test('what is served cannot run, is not kept by a cache, and has its name in both spellings', async () => {
  const sha256 = await storeFile(new TextEncoder().encode('ảnh'))
  const { headers, body } = await fileResponse({ sha256, mediaType: 'image/png', name: 'Ảnh đầu "1".png' })
  expect(await new Response(body).text()).toBe('ảnh')
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/png', 'content-length': '5', 'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `inline; filename="Anh dau _1_.png"; filename*=UTF-8''%E1%BA%A2nh%20%C4%91%E1%BA%A7u%20%221%22.png`,
  })
  expect((await fileResponse({ sha256, mediaType: 'application/pdf', name: 'a.pdf' })).headers.get('content-disposition')).toMatch(/^attachment;/)
  await expect(fileResponse({ sha256: '0'.repeat(64), mediaType: 'image/png', name: 'a.png' })).rejects.toMatchObject({ status: 404 })
})
