import { request as send, type RequestOptions, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyLimit, crossSiteGuard, limitAt } from '~/platform/http/guard'
import { securityHeaders } from '~/platform/http/headers'
import { rateLimit } from '~/platform/http/rate-limit'

let server: Server
let origin: string

beforeAll(async () => {
  const app = express().use(securityHeaders(), crossSiteGuard(), bodyLimit())
  app.use('/limited', rateLimit(undefined, () => 0), (_request, response) => void response.end())
  app.use('/few', rateLimit([{ name: 'few', rate: { burst: 3, perSecond: 0.5 }, counts: () => true }]))
  app.all('*', (request, response) => void response.json({ host: request.get('x-forwarded-host') ?? null, nonce: response.locals.nonce }))
  server = app.listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

interface Answer { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** fetch() would refuse to send Origin and Sec-Fetch-Site of our choosing. */
function ask(path: string, { body, ...options }: RequestOptions & { body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = send(origin + path, { agent: false, ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

describe('cross-site guard', () => {
  test.each(['/today', '/today.data', '/sign-in?index', '/consults/1/files', '/socket.io/?EIO=4&transport=polling', '/no-such-page'])('another site cannot post to %s', async (path) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await ask(path, { method, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await ask(path, { method: 'POST' })).status).toBe(403)
    expect((await ask(path, { method: 'POST', headers: { origin } })).status).toBe(200)
    expect((await ask(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', origin } })).status).toBe(200)
  })

  test('reading is not a change', async () => {
    expect((await ask('/today', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200)
  })

  test('the old data door of Remix is closed for everybody', async () => {
    for (const method of ['GET', 'POST']) expect((await ask('/today?_data=routes%2Ftoday', { method, headers: { origin } })).status).toBe(400)
  })

  test('nobody but a named proxy says which host was asked', async () => {
    expect(JSON.parse((await ask('/', { headers: { 'x-forwarded-host': 'evil.example' } })).body)).toMatchObject({ host: null })
  })

  test('a refusal is a page in the language of its reader, without anything of the machine', async () => {
    const cookie = `language=${encodeURIComponent(Buffer.from('"en"').toString('base64'))}`
    const vietnamese = await ask('/today', { method: 'POST', headers: { accept: 'text/html' } })
    expect(vietnamese.body).toContain('<html lang="vi">')
    expect(vietnamese.body).not.toMatch(/ at .*\.ts|Error:/)
    expect((await ask('/today', { method: 'POST', headers: { accept: 'text/html', cookie } })).body).toContain('The request was refused')
    expect((await ask('/today', { method: 'POST', headers: { accept: 'text/html', cookie: 'language=%%%' } })).body).toContain('<html lang="vi">')
  })
})

describe('limits', () => {
  test('a form of 256 kB at most, files at their own path more', async () => {
    expect(limitAt('/consults/1/answer')).toBe(256 * 1024)
    expect(limitAt('/consults/1/files.data')).toBe(64 * 1024 * 1024)
    expect((await ask('/today', { method: 'POST', headers: { origin, 'content-length': 256 * 1024 + 1 } })).status).toBe(413)
    expect((await ask('/today', { method: 'POST', headers: { origin }, body: 'x'.repeat(256 * 1024) })).status).toBe(200)
  })

  test('a body of unknown length is refused', async () => {
    expect((await ask('/today', { method: 'POST', headers: { origin, 'transfer-encoding': 'chunked' }, body: 'x' })).status).toBe(411)
  })

  test('too many requests are told when to come back', async () => {
    const statuses: number[] = []
    for (let time = 0; time < 4; time++) statuses.push((await ask('/few')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    expect(Number((await ask('/few')).headers['retry-after'])).toBeGreaterThan(0)
  })
})

test('phones that ask again and again leave their hospital its sign-ins', async () => {
  for (let time = 0; time < 100; time++) expect((await ask('/limited/camera/code')).status).toBe(200)
  const signIn = () => ask('/limited/sign-in', { method: 'POST', headers: { origin, 'sec-fetch-site': 'same-origin' } })
  expect((await signIn()).status).toBe(200)
  for (let time = 0; time < 60; time++) await signIn()
  expect((await signIn()).status).toBe(429)
})

describe('headers', () => {
  test('every answer has its own nonce, refusals too', async () => {
    const answers = await Promise.all([ask('/'), ask('/'), ask('/today', { method: 'POST' })])
    const policies = answers.map(({ headers }) => String(headers['content-security-policy']))
    expect(new Set(policies).size).toBe(3)
    for (const policy of policies) {
      expect(policy).toMatch(/default-src 'none'.*script-src 'self' 'nonce-[\w+/=]{24}'.*frame-ancestors 'none'/)
      expect(policy).not.toMatch(/unsafe|strict-dynamic|\*/)
    }
    expect(policies[0]).toContain(JSON.parse(answers[0].body).nonce)
    for (const { headers } of answers) expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin' })
  })

  test('camera, microphone and screen only in the room; no https promise over http', async () => {
    expect((await ask('/conferences/1')).headers['permissions-policy']).toContain('camera=(), microphone=(), display-capture=()')
    const { headers } = await ask('/conferences/1/room')
    expect(headers['permissions-policy']).toContain('camera=(self), microphone=(self), display-capture=(self)')
    expect(headers['strict-transport-security']).toBeUndefined()
  })
})
