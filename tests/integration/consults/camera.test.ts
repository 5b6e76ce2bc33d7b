import { createHash } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { announcePhotos, closeCamera, openCamera, passByToken, type Pass } from '~/domain/consults/camera-pass.server'
import { acceptWith, phoneView, takePhotos } from '~/domain/consults/camera-photos.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { acceptPhoto } from '~/domain/documents/accept-photo.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { dropFile, placeOf } from '~/platform/files/store.server'
import { photo, picture } from '../../unit/documents/pictures'
import { aDraft, aNetwork, aSentConsult, withCommand, type Network } from '../../support/network'

let network: Network
beforeAll(async () => {
  network = await aNetwork()
})
afterEach(resetClock)

const missing = { status: 404 }
const minute = 60_000
const one = { files: [{ name: 'IMG.jpg', size: 10, mark: '1' }], kind: 'other' as const }
async function aPass(consultId: string, kind: Pass['kind'] = 'film'): Promise<{ pass: Pass; passId: string; token: string }> {
  const { token, passId } = await openCamera(network.doctor, { consultId, kind })
  const pass = await passByToken(token)
  if (!pass) throw new Error('no pass')
  return { pass, passId, token }
}

test('the token is kept nowhere, only its SHA-256', async () => {
  const consultId = await aDraft(network)
  const { token } = await openCamera(withCommand(network.doctor), { consultId, kind: 'film' })
  expect(token).toMatch(/^[\w-]{22}$/)
  const row = await db.cameraPass.findFirstOrThrow({ where: { consultId } })
  expect(row.tokenHash).toBe(createHash('sha256').update(token).digest('hex'))
  const kept = JSON.stringify([await db.event.findMany({ where: { subjectId: consultId } }), await db.command.findMany()])
  expect(kept).not.toContain(token)
})

test('only those who may add files show one; only who showed it closes it', async () => {
  const consultId = await aDraft(network)
  for (const who of [network.secondDoctor, network.juniorCoordinator, network.seniorCoordinator, network.otherDoctor, network.officer]) await expect(openCamera(who, { consultId, kind: 'film' })).rejects.toMatchObject(missing)
  const { passId, token } = await aPass(consultId)
  await expect(closeCamera(network.otherDoctor, { consultId, passId })).rejects.toMatchObject(missing)
  await closeCamera(network.doctor, { consultId, passId })
  await closeCamera(network.doctor, { consultId, passId })
  expect((await passByToken(token))?.closedAt).not.toBeNull()
})

test('two phones on one code bring pictures of its kind; they learn nothing of the patient', async () => {
  const consultId = await aSentConsult(network)
  const { pass } = await aPass(consultId, 'lab')
  for (const name of ['một.jpg', 'hai.jpg']) expect(await takePhotos(pass, [await acceptPhoto(await photo(), name)])).toBe(1)
  const files = await db.consultFile.findMany({ where: { consultId } })
  expect(files.map(({ kind, personId, requestVersion }) => [kind, personId, requestVersion])).toEqual([['lab', network.doctor.personId, null], ['lab', network.doctor.personId, null]])
  await announcePhotos(pass, one)
  expect(await db.upload.findFirstOrThrow({ where: { consultId } })).toMatchObject({ kind: 'lab', passId: pass.id, personId: network.doctor.personId })
  const view = await phoneView(pass)
  expect(Object.keys(view).sort()).toEqual(['arrived', 'code', 'expiresAt', 'kind', 'state'])
  expect(JSON.stringify(view)).not.toMatch(/Phùng|jpg/)
})

test('after 15 minutes, after closing and after the consult ended nothing more comes in', async () => {
  const consultId = await aSentConsult(network)
  const { pass, passId, token } = await aPass(consultId)
  moveClock(14 * minute)
  expect((await phoneView(pass)).state).toBe('open')
  moveClock(2 * minute)
  expect((await phoneView(pass)).state).toBe('expired')
  await expect(announcePhotos(pass, one)).rejects.toMatchObject({ key: 'camera:problem.expired' })
  resetClock()
  await closeCamera(network.doctor, { consultId, passId })
  const closed = await passByToken(token)
  if (!closed) throw new Error('no pass')
  await expect(takePhotos(closed, [await acceptPhoto(await photo(), 'a.jpg')])).rejects.toMatchObject({ key: 'camera:problem.closed' })
  const { pass: open } = await aPass(consultId)
  await withdrawConsult(network.doctor, { consultId, note: 'Gửi nhầm' })
  await expect(announcePhotos(open, one)).rejects.toMatchObject({ key: 'consults:problem.filesNotNow' })
})

test('what comes with a code that has ended is not kept on the disk', async () => {
  const { pass } = await aPass(await aSentConsult(network))
  const bytes = await picture('jpeg', 77, 55)
  const { sha256 } = await acceptWith(pass, bytes, 'a.jpg')
  expect(await placeOf(sha256)).not.toBeNull()
  await dropFile(sha256)
  moveClock(16 * minute)
  await expect(acceptWith(pass, bytes, 'a.jpg')).rejects.toMatchObject({ key: 'camera:problem.expired' })
  expect(await placeOf(sha256)).toBeNull()
})

test('of many codes of one person the oldest closes', async () => {
  const consultId = await aDraft(network)
  const { token } = await aPass(consultId)
  for (let count = 0; count < 5; count += 1) await aPass(consultId)
  expect((await passByToken(token))?.closedAt).not.toBeNull()
  expect(await db.cameraPass.count({ where: { consultId, closedAt: null } })).toBe(5)
})

test('what is no token is nobody’s', async () => {
  for (const token of ['', 'x', 'A'.repeat(22), '../../etc', 'A'.repeat(10_000)]) expect(await passByToken(token)).toBeNull()
})
