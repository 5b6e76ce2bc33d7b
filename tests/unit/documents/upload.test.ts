import { expect, test } from 'vitest'
import { readUpload, uploadLimits } from '~/platform/http/upload.server'
import { Problem } from '~/platform/problem'

const sent = (files: File[], fields: Record<string, string> = { intent: 'add' }) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const file of files) body.append('files', file)
  return new Request('http://localhost/', { method: 'POST', body })
}
const file = (name: string, size: number) => new File([new Uint8Array(size).fill(65)], name)
const sizes = (request: Request) => readUpload(request, (bytes, name) => Promise.resolve(`${name} ${bytes.byteLength}`))

test('fields and files come apart; an empty file field is no file', async () => {
  const { form, files, problems } = await sizes(sent([file('Ảnh; 1.jpg', 3), new File([], '')], { intent: 'add', note: 'Chị–Em' }))
  expect([form.get('intent'), form.get('note'), files, problems]).toEqual(['add', 'Chị–Em', ['Ảnh; 1.jpg 3'], []])
})

test('one file too large does not take the others with it', async () => {
  const { files, problems } = await sizes(sent([file('a', uploadLimits.bytes), file('b', uploadLimits.bytes + 1), file('c', 1)]))
  expect(files).toEqual([`a ${uploadLimits.bytes}`, 'c 1'])
  expect(problems.map(({ name, problem }) => [name, problem.key, problem.params])).toEqual([['b', 'documents:problem.tooLarge', { name: 'b' }]])
})

test('the eleventh file is refused by name', async () => {
  const { files, problems } = await sizes(sent(Array.from({ length: 11 }, (_, index) => file(`f${index}`, 1))))
  expect([files.length, problems[0]?.problem.key, problems[0]?.name]).toEqual([10, 'documents:problem.tooMany', 'f10'])
})

test('a refused file is told, an unexpected failure is not swallowed', async () => {
  const refuse = () => Promise.reject(new Problem('documents:problem.wrongType'))
  expect((await readUpload(sent([file('a', 1)]), refuse)).problems).toHaveLength(1)
  await expect(readUpload(sent([file('a', 1)]), () => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
})

test.each<[string, () => Request, number]>([
  ['another type', () => new Request('http://localhost/', { method: 'POST', body: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), 400],
  ['no body', () => new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }), 400],
  ['a body cut off', () => new Request('http://localhost/', { method: 'POST', body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }), 400],
  ['a field too long', () => sent([], { note: 'a'.repeat(uploadLimits.fieldBytes + 1) }), 400],
  ['too many fields', () => sent([], Object.fromEntries(Array.from({ length: uploadLimits.fields + 1 }, (_, index) => [`f${index}`, '']))), 400],
])('%s is a bad request', async (_, request, status) => {
  await expect(sizes(request())).rejects.toMatchObject({ status })
})
