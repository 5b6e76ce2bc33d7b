import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordAccess } from '~/domain/audit/access.server'
import { fileList, filesFor } from '~/domain/consults/file-list.server'
import { fileOf } from '~/domain/consults/queries.server'
import { recallFile } from '~/domain/consults/recall-file.server'
import { sendConsult } from '~/domain/consults/send-consult.server'
import { sweepUploads, sweepUploadParts } from '~/domain/consults/sweep-uploads.server'
import { tellRecall } from '~/domain/consults/tell-recall.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { partOf, uploadsFolder } from '~/platform/files/parts.server'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { photo } from '../../unit/documents/pictures'
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
    expect(JSON.stringify(record)).not.toContain('a.jpg')
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
