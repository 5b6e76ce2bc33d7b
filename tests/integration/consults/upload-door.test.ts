import fs from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announcePhotos, openCamera, passByToken } from '~/domain/consults/camera-pass.server'
import { takeUpload } from '~/domain/consults/upload-door.server'
import { db } from '~/platform/database/database.server'
import { partOf } from '~/platform/files/parts.server'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { aDraft, aNetwork, type Network } from '../../support/network'

let network: Network
let server: Server
let origin: string
const nothing = async () => undefined
beforeAll(async () => {
  network = await aNetwork()
  await startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing } as Parameters<typeof startJobs>[0])
  server = createServer(takeUpload).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await stopJobs(1_000)
})

/** An upload of `size` bytes that a phone has announced and begun. */
async function begun(size: number): Promise<{ id: string; ask: (method: string, headers?: Record<string, string>, body?: Buffer) => Promise<Response> }> {
  const { token } = await openCamera(network.doctor, { consultId: await aDraft(network), kind: 'film' })
  const pass = await passByToken(token)
  const { uploads: [upload] } = pass ? await announcePhotos(pass, { files: [{ name: 'a.jpg', size, mark: '1' }], kind: 'film' }) : { uploads: [] }
  const id = upload?.id ?? ''
  const named = { 'camera-pass': token, 'tus-resumable': '1.0.0' }
  const made = await fetch(`${origin}/uploads`, { method: 'POST', headers: { ...named, 'upload-length': String(size), 'upload-metadata': `id ${Buffer.from(id).toString('base64')}` } })
  expect(made.status).toBe(201)
  return { id, ask: (method, headers = {}, body) => fetch(`${origin}/uploads/${id}`, { method, headers: { ...named, ...headers }, ...(body && { body: new Uint8Array(body) }) }) }
}
const stateOf = async (id: string) => (await db.upload.findUniqueOrThrow({ where: { id } })).state
const patch = (offset: number) => ({ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' })

test('the last byte makes it whole, and nothing more is taken', async () => {
  const { id, ask } = await begun(10)
  expect((await ask('PATCH', patch(0), Buffer.alloc(4))).status).toBe(204)
  expect(await stateOf(id)).toBe('receiving')
  expect((await ask('PATCH', patch(4), Buffer.alloc(6))).status).toBe(204)
  expect(await db.upload.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'checking', received: 10n })
  expect((await ask('PATCH', patch(10), Buffer.alloc(1))).status).toBe(410)
})

test('a crash right after the last byte loses nothing: the sender asks, and it goes on', async () => {
  const { id, ask } = await begun(10)
  fs.writeFileSync(partOf(id), Buffer.alloc(10))
  expect((await ask('HEAD')).headers.get('upload-offset')).toBe('10')
  expect(await stateOf(id)).toBe('checking')
})

test('without the phone’s code, or with another one, there is no such upload', async () => {
  const { ask } = await begun(10)
  expect((await ask('HEAD', { 'camera-pass': 'A'.repeat(22) })).status).toBe(404)
  const { token } = await openCamera(network.doctor, { consultId: await aDraft(network), kind: 'film' })
  expect((await ask('PATCH', { ...patch(0), 'camera-pass': token }, Buffer.alloc(4))).status).toBe(404)
})
