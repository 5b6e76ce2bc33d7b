import fs from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { abandonUpload, announceFiles } from '~/domain/consults/announce-uploads.server'
import { removeFile } from '~/domain/consults/consult-files.server'
import { fileList, filesFor, seriesPage } from '~/domain/consults/file-list.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { takeIn } from '~/domain/consults/take-in.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { partOf } from '~/platform/files/parts.server'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { photo, picture } from '../../unit/documents/pictures'
import { aDicom, aUid } from '../../support/dicom'
import { aDraft, anAcceptedConsult, aNetwork, aRequest, aSentConsult, type Network } from '../../support/network'
import { aZip } from '../../support/zip'
import { announce, arrive, brought, named, stateOf } from './uploading'

let network: Network
const nothing = async () => undefined
beforeAll(async () => {
  network = await aNetwork()
  await startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing } as Parameters<typeof startJobs>[0])
})
afterAll(async () => {
  await stopJobs(1_000)
})

const missing = { status: 404 }

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
    const { uploads: [lab] } = await announceFiles(network.doctor, { consultId, files: [named('IM1', 5)], kind: 'lab' })
    expect([one, twin]).not.toContain(lab?.id)
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
    const { studies: [study], uploads } = await fileList(network.doctor, consultId)
    expect(uploads).toMatchObject([{ state: 'accepted', skipped: 1 }, { state: 'accepted', skipped: 1 }])
    moveClock(25 * 60 * 60_000)
    expect((await fileList(network.doctor, consultId)).uploads).toEqual([])
    resetClock()
    expect(study?.series.map(({ count }) => count).sort()).toEqual([1, 3])
    expect(study?.match.match).toBe('unknown')
    const series = study?.series.find(({ count }) => count === 3)?.id ?? ''
    const page = await seriesPage(network.doctor, consultId, series, 1)
    expect([page.position, page.count, page.file.instanceNumber]).toEqual([1, 3, 2])
    expect((await seriesPage(network.doctor, consultId, series, 99)).file.instanceNumber).toBe(3)
    await expect(seriesPage(network.doctor, await aDraft(network), series, 0)).rejects.toMatchObject(missing)
    await expect(seriesPage(network.otherDoctor, consultId, series, 0)).rejects.toMatchObject(missing)
  })

  test('a broken picture in an archive is left out and named', async () => {
    const consultId = await aDraft(network)
    const studyUid = aUid()
    const zip = aZip([{ name: 'CT/IM1', data: aDicom({ studyUid }) }, { name: 'CT/IM2', data: aDicom({ studyUid, number: 2 }).subarray(0, 300) }, { name: 'CT/IM3', data: aDicom({ studyUid, number: 3 }) }])
    expect(await stateOf(await brought(network.doctor, consultId, zip, 'CT.zip'))).toMatchObject({ state: 'accepted', files: 2, skipped: 1, broken: ['CT/IM2'] })
    expect((await fileList(network.doctor, consultId)).uploads).toMatchObject([{ skipped: 1, broken: ['CT/IM2'] }])
  })

  test('a study that was not sent is taken away as a whole, by those who may add', async () => {
    const consultId = await aDraft(network)
    const studyUid = aUid()
    await brought(network.doctor, consultId, aZip([1, 2].map((number) => ({ name: `${number}`, data: aDicom({ studyUid, number }) }))))
    await brought(network.doctor, consultId, aDicom())
    const { studies } = await fileList(network.doctor, consultId)
    const { id: fileId = '' } = studies.find(({ series }) => series.length === 2) ?? {}
    for (const who of [network.secondDoctor, network.otherDoctor, network.seniorCoordinator]) await expect(removeFile(who, { consultId, fileId })).rejects.toMatchObject(missing)
    await expect(removeFile(network.doctor, { consultId: await aDraft(network), fileId })).rejects.toMatchObject(missing)
    await removeFile(network.doctor, { consultId, fileId })
    expect((await fileList(network.doctor, consultId)).studies.map(({ id }) => id)).toEqual(studies.map(({ id }) => id).filter((id) => id !== fileId))
    await sendConsult(network.doctor, { ...aRequest(network), consultId, version: 0 })
    await expect(removeFile(network.doctor, { consultId, fileId: studies.find(({ id }) => id !== fileId)?.id ?? '' })).rejects.toMatchObject(missing)
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
