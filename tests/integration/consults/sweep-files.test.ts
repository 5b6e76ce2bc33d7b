import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addFiles } from '~/domain/consults/consult-files.server'
import { discardDraft } from '~/domain/consults/discard-draft.server'
import { sweepFiles } from '~/domain/consults/sweep-files.server'
import { acceptPicture } from '~/domain/documents/accept-picture.server'
import { openFile, storeFile } from '~/platform/files/store.server'
import { db } from '~/platform/database/database.server'
import { aDraft, aNetwork } from '../../support/network'

const picture = () => sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } }).png().toBuffer()
const shelfOf = (sha256: string): number => Number.parseInt(sha256.slice(0, 2), 16)
const isThere = async (sha256: string): Promise<boolean> => {
  const file = await openFile(sha256)
  await file?.stream.cancel()
  return file !== null
}

test('pictures of a discarded draft go after a day, those that a consult names stay', async () => {
  const network = await aNetwork()
  const [kept, gone] = [await acceptPicture(await picture(), 'a.png'), await acceptPicture(await picture(), 'b.png')]
  const [keeping, leaving] = [await aDraft(network), await aDraft(network)]
  await addFiles(network.doctor, { consultId: keeping, files: [kept] })
  await addFiles(network.doctor, { consultId: leaving, files: [gone] })
  await discardDraft(network.doctor, { consultId: leaving })
  for (const sha256 of [gone.sha256, gone.thumbnail ?? '']) {
    await sweepFiles(shelfOf(sha256))
    expect(await isThere(sha256), 'young').toBe(true)
    await sweepFiles(shelfOf(sha256), -1_000)
    expect(await isThere(sha256), 'old').toBe(false)
  }
  expect(await db.storedFile.count({ where: { sha256: gone.sha256 } })).toBe(0)
  for (const sha256 of [kept.sha256, kept.thumbnail ?? '']) {
    await sweepFiles(shelfOf(sha256), -1_000)
    expect(await isThere(sha256)).toBe(true)
  }
})

test('bytes no transaction ever named go as well', async () => {
  const sha256 = await storeFile(randomBytes(100))
  expect(sha256).toBe(createHash('sha256').update(new Uint8Array(await new Response((await openFile(sha256))?.stream).arrayBuffer())).digest('hex'))
  expect(await sweepFiles(shelfOf(sha256), -1_000)).toBe(1)
  expect(await isThere(sha256)).toBe(false)
})
