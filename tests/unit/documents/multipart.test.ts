import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundaryOf, MalformedForm, partsOf } from '~/platform/http/multipart'

async function* inPieces(bytes: Uint8Array, sizes: number[]) {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function read(bytes: Uint8Array, boundary: string, sizes = [7]) {
  const found: { name: string; fileName: string | null; data: string }[] = []
  for await (const part of partsOf(inPieces(bytes, sizes), boundary)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of part.data) chunks.push(Buffer.from(chunk))
    found.push({ name: part.name, fileName: part.fileName, data: Buffer.concat(chunks).toString('base64') })
  }
  return found
}

async function encoded(parts: { name: string; file?: string; data: Uint8Array }[]) {
  const form = new FormData()
  for (const part of parts) form.append(part.name, new File([new Uint8Array(part.data)], part.file ?? ''))
  const response = new Response(form)
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary: boundaryOf(response.headers.get('content-type')) ?? '' }
}

describe('a multipart form', () => {
  test('any files in any pieces come out as they went in', async () => {
    const part = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), file: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((name) => !/\p{Cs}/u.test(name) && !name.includes('%') && !/[\r\n]/.test(name)), data: fc.uint8Array({ maxLength: 300 }) })
    await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), async (parts, sizes) => {
      const { bytes, boundary } = await encoded(parts)
      expect(await read(bytes, boundary, sizes)).toEqual(parts.map((given) => ({ name: given.name, fileName: given.file, data: Buffer.from(given.data).toString('base64') })))
    }), { numRuns: 60 })
  })

  test('a file name keeps semicolons, equal signs, quotes and Vietnamese letters', async () => {
    const { bytes, boundary } = await encoded([{ name: 'files', file: 'Ảnh; chụp = "số 1".jpg', data: Uint8Array.of(1) }])
    expect(await read(bytes, boundary)).toEqual([{ name: 'files', fileName: 'Ảnh; chụp = "số 1".jpg', data: 'AQ==' }])
  })

  test('a part one does not read is passed over', async () => {
    const { bytes, boundary } = await encoded([{ name: 'a', file: 'a', data: new Uint8Array(5000) }, { name: 'b', file: 'b', data: Uint8Array.of(1) }])
    const names: string[] = []
    for await (const part of partsOf(inPieces(bytes, [64]), boundary)) names.push(part.name)
    expect(names).toEqual(['a', 'b'])
  })

  test.each([
    ['nothing', ''],
    ['no boundary', 'hello'],
    ['an end in the middle of a head', '--x\r\nContent-Disposition: form-data; na'],
    ['an end in the middle of the data', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc'],
    ['a part without a name', '--x\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--'],
    ['an endless head', `--x\r\nContent-Disposition: form-data; name="${'a'.repeat(20_000)}`],
  ])('%s is malformed', async (_, body) => {
    await expect(read(new TextEncoder().encode(body), 'x')).rejects.toBeInstanceOf(MalformedForm)
  })

  test.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
    ['multipart/form-data', null],
    ['application/json; boundary=abc', null],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, 'a'.repeat(70)],
  ])('the boundary of %s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary)
  })
})
