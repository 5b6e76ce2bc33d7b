import { beforeAll, describe, expect, test } from 'vitest'
import { askForMore, acceptConsult } from '~/domain/consults/receive.server'
import { returnForChanges } from '~/domain/consults/approve.server'
import { addFiles, removeFile } from '~/domain/consults/consult-files.server'
import { discardDraft } from '~/domain/consults/discard-draft.server'
import { draftView, fileOf } from '~/domain/consults/queries.server'
import { recallFile } from '~/domain/consults/recall-file.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { writeMessage } from '~/domain/consults/write-message.server'
import type { AcceptedFile } from '~/domain/documents/accept-picture.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aDraft, anAcceptedConsult, aNetwork, aRequest, aSentConsult, withCommand, type Network } from '../../support/network'

let network: Network
beforeAll(async () => {
  network = await aNetwork()
})

let made = 0
/** A file that passed its check; what the check does is tested where it is. */
const aFile = (name = 'Điện tâm đồ.jpg'): AcceptedFile => ({ sha256: String(++made).padStart(64, '0'), mediaType: 'image/jpeg', size: 1234, width: 640, height: 480, thumbnail: 'f'.repeat(64), name })
const missing = { status: 404 }
const firstOf = ({ fileIds }: { fileIds: string[] }): string => fileIds[0] ?? ''

describe('files', () => {
  test('are added to a draft by its author', async () => {
    const consultId = await aDraft(network)
    await addFiles(network.doctor, { consultId, files: [aFile('một.jpg'), { ...aFile('hai.pdf'), mediaType: 'application/pdf', thumbnail: null }] })
    const { files } = await draftView(network.doctor, consultId)
    expect(files.map(({ name, hasThumbnail }) => [name, hasThumbnail])).toEqual([['một.jpg', true], ['hai.pdf', false]])
    const [event] = await db.event.findMany({ where: { subjectId: consultId, name: 'consult.filesAdded' } })
    expect(JSON.stringify(event)).not.toContain('một.jpg')
    expect(event?.audience).toEqual([`person:${network.doctor.personId}`, `consult:${consultId}`])
  })

  test('by nobody else', async () => {
    const consultId = await aDraft(network)
    const mine = firstOf(await addFiles(network.doctor, { consultId, files: [aFile()] }))
    for (const who of [network.secondDoctor, network.juniorCoordinator, network.seniorCoordinator, network.otherDoctor, network.officer]) {
      await expect(addFiles(who, { consultId, files: [aFile()] })).rejects.toMatchObject(missing)
      await expect(removeFile(who, { consultId, fileId: mine })).rejects.toMatchObject(missing)
      await expect(fileOf(who, consultId, mine)).rejects.toMatchObject(missing)
    }
    await expect(addFiles(network.doctor, { consultId: newId(), files: [aFile()] })).rejects.toMatchObject(missing)
  })

  test('once, when the answer was lost and they are sent again', async () => {
    const consultId = await aDraft(network)
    const doctor = withCommand(network.doctor)
    const files = [aFile()]
    expect(await addFiles(doctor, { consultId, files })).toEqual(await addFiles(doctor, { consultId, files }))
    expect(await db.consultFile.count({ where: { consultId } })).toBe(1)
  })

  test('at most 40', async () => {
    const consultId = await aDraft(network)
    await addFiles(network.doctor, { consultId, files: Array.from({ length: 40 }, () => aFile()) })
    await expect(addFiles(network.doctor, { consultId, files: [aFile()] })).rejects.toMatchObject({ key: 'consults:problem.tooManyFiles', field: 'files', params: { limit: 40 } })
  })

  test('those of the thread and recalled ones leave their places to others', async () => {
    const consultId = await anAcceptedConsult(network)
    await addFiles(network.doctor, { consultId, files: Array.from({ length: 39 }, () => aFile()) })
    await writeMessage(network.doctor, { consultId, text: '', files: [aFile()] })
    const last = firstOf(await addFiles(network.doctor, { consultId, files: [aFile()] }))
    await expect(addFiles(network.doctor, { consultId, files: [aFile()] })).rejects.toMatchObject({ key: 'consults:problem.tooManyFiles' })
    await supplementConsult(network.doctor, { consultId, text: 'Gửi kèm phim', questions: [] })
    await recallFile(network.doctor, { consultId, which: last, reason: 'Nhầm người bệnh' })
    await addFiles(network.doctor, { consultId, files: [aFile()] })
  })

  test('are taken away again, but only those of this consult', async () => {
    const [consultId, other] = [await aDraft(network), await aDraft(network)]
    const fileId = firstOf(await addFiles(network.doctor, { consultId, files: [aFile()] }))
    await expect(removeFile(network.doctor, { consultId: other, fileId })).rejects.toMatchObject(missing)
    await removeFile(network.doctor, { consultId, fileId })
    await expect(fileOf(network.doctor, consultId, fileId)).rejects.toMatchObject(missing)
    await expect(removeFile(network.doctor, { consultId, fileId })).rejects.toMatchObject(missing)
  })

  test('go with a discarded draft; their bytes may be another consult’s', async () => {
    const [consultId, other] = [await aDraft(network), await aDraft(network)]
    const file = aFile()
    await addFiles(network.doctor, { consultId, files: [file] })
    const kept = firstOf(await addFiles(network.doctor, { consultId: other, files: [file] }))
    await discardDraft(network.doctor, { consultId })
    expect(await db.consultFile.count({ where: { consultId } })).toBe(0)
    expect(await fileOf(network.doctor, other, kept)).toMatchObject({ sha256: file.sha256 })
  })
})

describe('once the request is sent', () => {
  const sentWithFile = async () => {
    const consultId = await aDraft(network)
    const fileId = firstOf(await addFiles(network.doctor, { consultId, files: [aFile()] }))
    await sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })
    return { consultId, fileId }
  }

  test('files stay as they were sent; further ones wait for their supplement', async () => {
    const { consultId, fileId } = await sentWithFile()
    await expect(removeFile(network.doctor, { consultId, fileId })).rejects.toMatchObject(missing)
    const { fileIds: [added = ''] } = await addFiles(network.doctor, { consultId, files: [aFile()] })
    await acceptConsult(network.seniorCoordinator, { consultId })
    await expect(fileOf(network.seniorCoordinator, consultId, added)).rejects.toMatchObject(missing)
    expect(await db.consultFile.findUniqueOrThrow({ where: { id: added } })).toMatchObject({ requestVersion: null })
    expect(await db.consultFile.findUniqueOrThrow({ where: { id: fileId } })).toMatchObject({ requestVersion: 1 })
  })

  test('what the approver gave back is taken out again before it goes', async () => {
    const consultId = await aDraft(network)
    const { fileIds: [wrong = '', right = ''] } = await addFiles(network.doctor, { consultId, files: [aFile(), aFile()] })
    await sendConsult(network.doctor, { ...aRequest(network, { level: 'routine' }), consultId, version: 0 })
    await expect(removeFile(network.doctor, { consultId, fileId: wrong })).rejects.toMatchObject(missing)
    await returnForChanges(network.head, { consultId, note: 'Phim của người bệnh khác' })
    await removeFile(network.doctor, { consultId, fileId: wrong })
    expect((await draftView(network.doctor, consultId)).files.map(({ id }) => id)).toEqual([right])
  })

  test('the other side opens them only after accepting', async () => {
    const { consultId, fileId } = await sentWithFile()
    await expect(fileOf(network.seniorCoordinator, consultId, fileId)).rejects.toMatchObject(missing)
    await acceptConsult(network.seniorCoordinator, { consultId })
    expect(await fileOf(network.seniorCoordinator, consultId, fileId)).toMatchObject({ mediaType: 'image/jpeg' })
    await expect(fileOf(network.specialist, consultId, fileId)).rejects.toMatchObject(missing)
    await expect(fileOf(network.otherDoctor, consultId, fileId)).rejects.toMatchObject(missing)
    expect(await fileOf(network.head, consultId, fileId)).toMatchObject({ mediaType: 'image/jpeg' })
  })

  test('a file is found only under its own consult', async () => {
    const { fileId } = await sentWithFile()
    const other = await anAcceptedConsult(network)
    await expect(fileOf(network.doctor, other, fileId)).rejects.toMatchObject(missing)
    for (const strange of ['1', '../etc/passwd', '', newId()]) await expect(fileOf(network.doctor, other, strange)).rejects.toMatchObject(missing)
  })

  test('a supplement brings new ones, unseen by the other side until it is sent', async () => {
    const consultId = await aSentConsult(network)
    await askForMore(network.seniorCoordinator, { consultId, note: 'Xin ảnh điện tâm đồ' })
    const fileId = firstOf(await addFiles(network.doctor, { consultId, files: [aFile()] }))
    await supplementConsult(network.doctor, { consultId, text: 'Gửi kèm điện tâm đồ', questions: [] })
    expect(await db.consultFile.findUniqueOrThrow({ where: { id: fileId } })).toMatchObject({ requestVersion: 2 })
    await acceptConsult(network.seniorCoordinator, { consultId })
    expect(await fileOf(network.seniorCoordinator, consultId, fileId)).toMatchObject({ mediaType: 'image/jpeg' })
  })
})
