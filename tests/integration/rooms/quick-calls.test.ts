import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { addFiles } from '~/domain/consults/consult-files.server'
import { append } from '~/domain/rooms/append.server'
import { callPage } from '~/domain/rooms/call-page.server'
import { endCall, quickCall } from '~/domain/rooms/quick-call.server'
import { roomPage } from '~/domain/rooms/queries.server'
import { sweepCalls } from '~/domain/rooms/sweep-calls.server'
import { moveClock, nowIn, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aNetwork, anAssignedConsult, type Network } from '../../support/network'

const minute = 60_000
let network: Network
let consultId: string
beforeEach(async () => {
  network = await aNetwork()
  consultId = await anAssignedConsult(network)
})
afterEach(resetClock)

const call = async () => (await quickCall(network.doctor, { consultId, personId: network.specialist.personId })).conferenceId
const note = <K extends 'join' | 'lost'>(conferenceId: string, { personId, hospitalId }: Actor, kind: K) => append(conferenceId, { cmdId: newId(), personId, hospitalId, kind, body: {} })
const stateOf = async (id: string) => (await db.conference.findUniqueOrThrow({ where: { id } })).state
const lines = () => db.consultStep.findMany({ where: { consultId, action: 'called' } })

test('a call nobody ends is ended fifteen minutes after the last one left, once, and its line says that nothing was written', async () => {
  const conferenceId = await call()
  for (const person of [network.doctor, network.specialist]) await note(conferenceId, person, 'join')
  moveClock(20 * minute)
  expect(await sweepCalls()).toBe(0)
  for (const person of [network.doctor, network.specialist]) await note(conferenceId, person, 'lost')
  moveClock(14 * minute)
  expect(await sweepCalls()).toBe(0)
  moveClock(2 * minute)
  expect((await Promise.all([sweepCalls(), sweepCalls()])).reduce((all, one) => all + one)).toBe(1)
  expect(await sweepCalls()).toBe(0)
  expect(await stateOf(conferenceId)).toBe('done')
  expect(await lines()).toMatchObject([{ personId: network.doctor.personId, hospitalId: network.junior, fromState: 'withSpecialists', toState: 'withSpecialists', note: expect.stringContaining('Không ai ghi kết quả') }])
  expect((await lines())[0]?.note).toContain('Hà Quang Tuyển')
  expect(await db.roomEntry.findFirst({ where: { conferenceId }, orderBy: { seq: 'desc' } })).toMatchObject({ kind: 'closed' })
  expect(await db.event.count({ where: { subjectId: conferenceId, name: 'conference.callEnded' } })).toBe(1)
  await expect(endCall(network.doctor, { conferenceId, outcome: 'Xong.' })).rejects.toMatchObject({ key: 'alert:problem.callOver' })
})

test('a room nobody came into ends too; one into which somebody is called again waits for them', async () => {
  const conferenceId = await call()
  moveClock(14 * minute)
  expect(await call()).toBe(conferenceId)
  moveClock(2 * minute)
  expect(await sweepCalls()).toBe(0)
  moveClock(14 * minute)
  expect(await sweepCalls()).toBe(1)
  expect(await lines()).toMatchObject([{ note: expect.stringContaining('Không ai vào phòng') }])
})

test('after four hours a call ends whoever still sits in it', async () => {
  const conferenceId = await call()
  await note(conferenceId, network.doctor, 'join')
  moveClock(239 * minute)
  expect(await sweepCalls()).toBe(0)
  moveClock(2 * minute)
  expect(await sweepCalls()).toBe(1)
  expect(await stateOf(conferenceId)).toBe('done')
})

test('whoever is called on duty is called at the telephone of the duty', async () => {
  const now = await nowIn(db)
  const shift = ({ personId, hospitalId }: Actor, kind: 'specialist' | 'doctor', telephone: string) =>
    db.dutyShift.create({ data: { id: newId(), hospitalId, kind, personId, telephone, ...(kind === 'doctor' ? { departmentId: network.departmentId } : {}), startsAt: new Date(now.getTime() - minute), endsAt: new Date(now.getTime() + minute), createdAt: now } })
  const numberOf = async (actor: Actor, personId: string) => (await callPage(actor, consultId)).people.find((one) => one.personId === personId)?.telephone
  const own = await numberOf(network.doctor, network.specialist.personId)
  await shift(network.specialist, 'specialist', '0987 000 001')
  await shift({ ...network.specialist, hospitalId: network.other }, 'specialist', '0987 000 009')
  await shift(network.doctor, 'doctor', '0987 000 002')
  expect(await numberOf(network.doctor, network.specialist.personId)).toBe('0987 000 001')
  expect(await numberOf(network.specialist, network.doctor.personId)).toBe('0987 000 002')
  const room = await roomPage(network.doctor, await call())
  expect(room?.people.map(({ telephone }) => telephone).sort()).toEqual(['0987 000 001', '0987 000 002'])
  moveClock(2 * minute)
  expect(await numberOf(network.doctor, network.specialist.personId)).toBe(own)
})

test('a room lists the files of the request, and neither what was recalled, a signed consent, nor each picture of a study', async () => {
  const study = await db.dicomStudy.create({ data: { id: newId(), consultId, studyUid: '1.2.3', series: { create: { id: newId(), seriesUid: '1.2.3.4' } } }, include: { series: true } })
  const given = { sha256: 'd'.repeat(64), mediaType: 'image/jpeg' as const, size: 1234, width: 640, height: 480, thumbnail: null }
  const names = ['Phim.jpg', 'Thu hồi.jpg', 'Phiếu đồng ý.jpg', 'Lát 18.dcm']
  const { fileIds } = await addFiles(network.doctor, { consultId, files: names.map((name) => ({ ...given, name })) })
  await db.consultFile.updateMany({ where: { id: { in: fileIds } }, data: { requestVersion: 1 } })
  const change = (name: string, data: object) => db.consultFile.updateMany({ where: { consultId, name }, data })
  await change('Thu hồi.jpg', { recalledAt: new Date(), recalledById: network.doctor.personId, recallReason: 'Gửi nhầm' })
  await change('Phiếu đồng ý.jpg', { kind: 'consent' })
  await change('Lát 18.dcm', { seriesId: study.series[0]?.id })
  expect((await roomPage(network.specialist, await call()))?.items[0]?.consult.files.map(({ name }) => name)).toEqual(['Phim.jpg'])
})
