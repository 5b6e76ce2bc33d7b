import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { recordAccess } from '~/domain/audit/access.server'
import { abandonUpload, announceFiles } from '~/domain/consults/announce-uploads.server'
import { fileList, filesFor, seriesPage } from '~/domain/consults/file-list.server'
import { fileOf } from '~/domain/consults/queries.server'
import { recallFile } from '~/domain/consults/recall-file.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { sweepUploads, sweepUploadParts } from '~/domain/consults/sweep-uploads.server'
import { takeIn } from '~/domain/consults/take-in.server'
import { tellRecall } from '~/domain/consults/tell-recall.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { partOf, uploadsFolder } from '~/platform/files/parts.server'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { photo, picture } from '../../unit/documents/pictures'
import { aDicom, aUid } from '../../support/dicom'
import { aDraft, anAcceptedConsult, aNetwork, aRequest, aSentConsult, type Network } from '../../support/network'
import { aZip } from '../../support/zip'

let network: Network
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'chi-em-uploads-'))
const nothing = async () => undefined
beforeAll(async () => {
  process.env.DATA_DIR = folder
  network = await aNetwork()
  await startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing } as Parameters<typeof startJobs>[0])
})
afterAll(async () => {
  await stopJobs(1_000)
  fs.rmSync(folder, { recursive: true, force: true })
})

const missing = { status: 404 }
const named = (name: string, size: number, mark = '1') => ({ name, size, mark })
const announce = async (who: Actor, consultId: string, ...files: ReturnType<typeof named>[]) => (await announceFiles(who, { consultId, files, kind: 'other' })).uploads.map(({ id }) => id)

/** As if the last byte had just arrived. */
async function arrive(uploadId: string, bytes: Buffer): Promise<void> {
  fs.mkdirSync(uploadsFolder(), { recursive: true })
  fs.writeFileSync(partOf(uploadId), bytes)
  await db.upload.update({ where: { id: uploadId }, data: { state: 'checking' } })
  await takeIn(uploadId)
}
async function brought(who: Actor, consultId: string, bytes: Buffer, name = 'tệp'): Promise<string> {
  const [id = ''] = await announce(who, consultId, named(name, bytes.length, String(Math.random())))
  await arrive(id, bytes)
  return id
}
const stateOf = (id: string) => db.upload.findUniqueOrThrow({ where: { id }, select: { state: true, problem: true, files: true, skipped: true } })

describe('announcing', () => {
  test('is for those who may add files; others get the 404 of a random id', async () => {
    const consultId = await aDraft(network)
    for (const who of [network.secondDoctor, network.juniorCoordinator, network.seniorCoordinator, network.otherDoctor, network.officer]) await expect(announce(who, consultId, named('a', 1))).rejects.toMatchObject(missing)
    const [id = ''] = await announce(network.doctor, consultId, named('a', 1))
    await expect(abandonUpload(network.otherDoctor, { consultId, uploadId: id })).rejects.toMatchObject(missing)
    await expect(abandonUpload(network.doctor, { consultId: await aDraft(network), uploadId: id })).rejects.toMatchObject(missing)
    await abandonUpload(network.doctor, { consultId, uploadId: id })
    expect(await db.upload.count({ where: { consultId } })).toBe(0)
  })

  test('the same file again goes on, another of its name and size does not', async () => {
    const consultId = await aDraft(network)
    const [one, twin] = await announce(network.doctor, consultId, named('IM1', 5), named('IM1', 5))
    expect(one).not.toBe(twin)
    expect(await announce(network.doctor, consultId, named('IM1', 5), named('IM1', 5))).toEqual([one, twin])
    expect(await announce(network.doctor, consultId, named('IM1', 5, 'later'))).not.toContain(one)
  })

  test('more than 500 MB or than the consult may hold is refused by name', async () => {
    const consultId = await aDraft(network)
    await expect(announce(network.doctor, consultId, named('CT.zip', 500 * 1024 * 1024 + 1))).rejects.toMatchObject({ key: 'files:problem.tooLarge', params: { name: 'CT.zip' } })
    await expect(announce(network.doctor, consultId, ...Array.from({ length: 41 }, (_, index) => named(`${index}`, 500 * 1024 * 1024)))).rejects.toMatchObject({ key: 'files:problem.tooMuch' })
  })

  test('3,000 at once are one announcement', async () => {
    const consultId = await aDraft(network)
    expect(await announce(network.doctor, consultId, ...Array.from({ length: 3_000 }, (_, index) => named(`DICOM/IM${index}`, 100)))).toHaveLength(3_000)
  })
})

describe('taking in', () => {
  test('a photograph becomes a file, once', async () => {
    const consultId = await aDraft(network)
    const id = await brought(network.doctor, consultId, await photo(), 'phim.jpg')
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', files: 1 })
    await db.upload.update({ where: { id }, data: { state: 'checking' } })
    fs.writeFileSync(partOf(id), await photo())
    await takeIn(id)
    expect(await db.consultFile.count({ where: { consultId } })).toBe(1)
    expect(fs.existsSync(partOf(id))).toBe(false)
  })

  test('what is refused says why and leaves nothing', async () => {
    const consultId = await aDraft(network)
    const id = await brought(network.doctor, consultId, Buffer.from('MZ'.padEnd(600, '\0')), 'a.exe')
    expect(await stateOf(id)).toMatchObject({ state: 'refused', problem: 'files:problem.wrongType' })
    expect(await db.consultFile.count({ where: { consultId } })).toBe(0)
    const event = await db.event.findFirst({ where: { subjectId: consultId, name: 'consult.uploadTaken' } })
    expect(JSON.stringify(event)).not.toContain('a.exe')
  })

  test('an archive becomes studies and series, in order, the same picture once', async () => {
    const consultId = await aDraft(network)
    const [studyUid, seriesUid] = [aUid(), aUid()]
    const slices = [3, 1, 2].map((number) => ({ name: `IM${number}`, data: aDicom({ studyUid, seriesUid, number }) }))
    const zip = aZip([...slices, { name: 'other', data: aDicom({ studyUid }) }, { name: 'readme.txt', data: Buffer.alloc(300, 65) }])
    expect(await stateOf(await brought(network.doctor, consultId, zip, 'CT.zip'))).toMatchObject({ state: 'accepted', files: 4, skipped: 1 })
    expect(await stateOf(await brought(network.doctor, consultId, zip, 'CT lần nữa.zip'))).toMatchObject({ state: 'accepted', files: 0 })
    const { studies: [study] } = await fileList(network.doctor, consultId)
    expect(study?.series.map(({ count }) => count).sort()).toEqual([1, 3])
    expect(study?.match.match).toBe('unknown')
    const series = study?.series.find(({ count }) => count === 3)?.id ?? ''
    const page = await seriesPage(network.doctor, consultId, series, 1)
    expect([page.position, page.count, page.file.instanceNumber]).toEqual([1, 3, 2])
    expect((await seriesPage(network.doctor, consultId, series, 99)).file.instanceNumber).toBe(3)
    await expect(seriesPage(network.doctor, await aDraft(network), series, 0)).rejects.toMatchObject(missing)
    await expect(seriesPage(network.otherDoctor, consultId, series, 0)).rejects.toMatchObject(missing)
  })

  test('a DICOM of another patient is taken and shown as one', async () => {
    const consultId = await aSentConsult(network)
    await brought(network.doctor, consultId, aDicom({ patientName: 'NGUYEN^THI HOA', sex: 'F', birth: '19900101' }))
    const { studies: [study] } = await fileList(network.doctor, consultId)
    expect(study?.match).toEqual({ match: 'unlike', differences: ['name', 'sex', 'birth'] })
  })

  test('what was announced before the send belongs to it; later ones wait for the supplement', async () => {
    const consultId = await aDraft(network)
    const [early = ''] = await announce(network.doctor, consultId, named('a.jpg', 1))
    await sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })
    const [late = ''] = await announce(network.doctor, consultId, named('b.jpg', 1))
    const seen = () => filesFor(consultId, { identified: true, ownSide: false })
    expect((await seen()).progress).toMatchObject({ received: 0, total: 1 })
    await acceptConsult(network.seniorCoordinator, { consultId })
    await arrive(early, await photo())
    await arrive(late, await picture('png'))
    expect((await db.consultFile.findMany({ where: { consultId }, orderBy: { id: 'asc' } })).map(({ requestVersion }) => requestVersion)).toEqual([1, null])
    expect(await seen()).toMatchObject({ progress: null, files: [{ requestVersion: 1 }] })
  })

  test('what becomes a file while its supplement is being sent belongs to it, too', async () => {
    const consultId = await anAcceptedConsult(network)
    const [id = ''] = await announce(network.doctor, consultId, named('a.jpg', 1))
    let arriving: Promise<unknown> = Promise.resolve()
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`select 1 from "Consult" where "id" = ${consultId}::uuid for no key update`
      await tx.consultFile.updateMany({ where: { consultId, requestVersion: null }, data: { requestVersion: 2 } })
      arriving = arrive(id, await photo())
      await Promise.race([arriving, new Promise((resolve) => setTimeout(resolve, 700))])
      await tx.requestVersion.create({ data: { consultId, version: 2, at: new Date(Date.now() + 1_000), personId: network.doctor.personId, content: {} } })
    })
    await arriving
    expect(await db.consultFile.findMany({ where: { consultId }, select: { requestVersion: true } })).toEqual([{ requestVersion: 2 }])
  })

  test('a consult that was withdrawn meanwhile takes nothing', async () => {
    const consultId = await aSentConsult(network)
    const [id = ''] = await announce(network.doctor, consultId, named('a.jpg', 1))
    await withdrawConsult(network.doctor, { consultId, note: 'Gửi nhầm' })
    await arrive(id, await photo())
    expect(await stateOf(id)).toMatchObject({ state: 'refused', problem: 'files:problem.notNow' })
  })
})

describe('recalling', () => {
  const sentFile = async () => {
    const consultId = await anAcceptedConsult(network)
    const [id = ''] = await announce(network.doctor, consultId, named('a.jpg', 1))
    await arrive(id, await photo())
    await db.consultFile.updateMany({ where: { consultId }, data: { requestVersion: 1 } })
    const { id: fileId } = await db.consultFile.findFirstOrThrow({ where: { consultId } })
    return { consultId, fileId }
  }

  test('hides it from everybody, keeps the trace and tells those who opened it', async () => {
    const { consultId, fileId } = await sentFile()
    await fileOf(network.seniorCoordinator, consultId, fileId)
    await recordAccess(network.seniorCoordinator, { subject: 'file', subjectId: fileId, part: 'file', basis: 'coordinator' })
    await recallFile(network.doctor, { consultId, which: fileId, reason: 'Phim của người bệnh khác' })
    for (const who of [network.doctor, network.head, network.seniorCoordinator]) await expect(fileOf(who, consultId, fileId)).rejects.toMatchObject(missing)
    const record = await filesFor(consultId, { identified: true, ownSide: false })
    expect(record.files).toEqual([])
    expect(record.kinds).toEqual({})
    expect(record.recalled).toMatchObject([{ reason: 'Phim của người bệnh khác', personId: network.doctor.personId, count: 1 }])
    const event = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.recallFile' } })
    expect(JSON.stringify(event)).not.toContain('Phim của')
    await tellRecall(event)
    await tellRecall(event)
    expect(await db.notice.findMany({ where: { eventId: event.id }, select: { personId: true, kind: true } })).toEqual([{ personId: network.seniorCoordinator.personId, kind: 'fileRecalled' }])
    await expect(recallFile(network.doctor, { consultId, which: fileId, reason: 'lại' })).rejects.toMatchObject(missing)
  })

  test('is for the treating doctor and the coordinator of the asking side', async () => {
    const { consultId, fileId } = await sentFile()
    for (const who of [network.seniorCoordinator, network.otherDoctor, network.officer]) await expect(recallFile(who, { consultId, which: fileId, reason: 'x' })).rejects.toMatchObject(missing)
    await expect(recallFile(network.doctor, { consultId: await aSentConsult(network), which: fileId, reason: 'x' })).rejects.toMatchObject(missing)
    await recallFile(network.juniorCoordinator, { consultId, which: fileId, reason: 'Nhầm người bệnh' })
  })

  test('a study goes as a whole', async () => {
    const consultId = await aDraft(network)
    const studyUid = aUid()
    await brought(network.doctor, consultId, aZip([1, 2, 3].map((number) => ({ name: `${number}`, data: aDicom({ studyUid, number }) }))))
    await sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })
    const { studies: [study] } = await fileList(network.doctor, consultId)
    await recallFile(network.doctor, { consultId, which: `study:${study?.id}`, reason: 'Nhầm người bệnh' })
    expect((await fileList(network.doctor, consultId)).studies).toEqual([])
    expect((await filesFor(consultId, { identified: true, ownSide: true })).recalled).toMatchObject([{ count: 3 }])
  })

  test('what of a study is still on its way when it is recalled stays away; sent once more it is welcome', async () => {
    const consultId = await aDraft(network)
    const studyUid = aUid()
    await brought(network.doctor, consultId, aDicom({ studyUid, number: 1 }))
    const [late = ''] = await announce(network.doctor, consultId, named('IM2', 1))
    await sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })
    const { studies: [study] } = await fileList(network.doctor, consultId)
    await recallFile(network.doctor, { consultId, which: `study:${study?.id}`, reason: 'Nhầm người bệnh' })
    await arrive(late, aDicom({ studyUid, number: 2 }))
    expect(await stateOf(late)).toMatchObject({ state: 'accepted', files: 0 })
    expect((await fileList(network.doctor, consultId)).studies).toEqual([])
    await brought(network.doctor, consultId, aDicom({ studyUid, number: 2 }))
    expect((await fileList(network.doctor, consultId)).studies).toMatchObject([{ unsent: true, series: [{ count: 1 }] }])
  })

  test('of something that is no id is the 404 of a random one', async () => {
    const consultId = await aSentConsult(network)
    for (const which of ['-'.repeat(36), `study:${'-'.repeat(36)}`]) await expect(recallFile(network.doctor, { consultId, which, reason: 'x' })).rejects.toMatchObject(missing)
  })
})

describe('sweeping', () => {
  test('uploads that stopped are given up after a day, and nobody’s bytes go', async () => {
    const consultId = await aDraft(network)
    const [id = ''] = await announce(network.doctor, consultId, named('a.jpg', 10))
    fs.writeFileSync(partOf(id), 'half')
    fs.writeFileSync(path.join(uploadsFolder(), 'piece-lost'), 'x')
    await sweepUploads()
    expect(await stateOf(id)).toMatchObject({ state: 'receiving' })
    expect(fs.existsSync(partOf(id))).toBe(true)
    moveClock(25 * 60 * 60_000)
    await sweepUploads()
    resetClock()
    expect(await stateOf(id)).toMatchObject({ state: 'refused', problem: 'files:problem.abandoned' })
    await sweepUploadParts(-1_000)
    expect([fs.existsSync(partOf(id)), fs.existsSync(path.join(uploadsFolder(), 'piece-lost'))]).toEqual([false, false])
  })
  test('an upload whose looking-through failed for good says so; one whose turn has not come yet goes on waiting', async () => {
    const consultId = await aDraft(network)
    const [failed = '', waiting = ''] = await announce(network.doctor, consultId, named('a.jpg', 10), named('b.jpg', 10))
    await db.upload.updateMany({ where: { consultId }, data: { state: 'checking', updatedAt: new Date(Date.now() - 2 * 60 * 60_000) } })
    await db.$executeRaw`insert into pgboss.job (name, data, start_after) values ('take-in', ${JSON.stringify({ id: waiting })}::jsonb, now() + interval '1 day')`
    await sweepUploads()
    expect(await stateOf(failed)).toMatchObject({ state: 'refused', problem: 'files:problem.failed' })
    expect(await stateOf(waiting)).toMatchObject({ state: 'checking' })
  })
})
