import { afterEach, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { alertPage, raisePage } from '~/domain/consults/alert-view.server'
import { markByDeed } from '~/domain/consults/mark-by-deed.server'
import { markAlert } from '~/domain/consults/mark-alert.server'
import { consultRecord } from '~/domain/consults/record.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { settleConsult } from '~/domain/consults/settle-consult.server'
import { tellAlert } from '~/domain/consults/tell-alert.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { acknowledgeNotice } from '~/domain/notifications/read-notices.server'
import { append } from '~/domain/rooms/append.server'
import { endAlert, joinAlert, noteConnected, raiseAlert, raiseLevel } from '~/domain/rooms/alert-room.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { endCall, quickCall } from '~/domain/rooms/quick-call.server'
import { roomPage } from '~/domain/rooms/queries.server'
import { tellCall } from '~/domain/schedule/tell-call.server'
import { tellConference } from '~/domain/schedule/tell-conference.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { moveClock, nowIn, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anAssignedConsult, aNetwork, aSentConsult, withCommand, type Network } from '../../support/network'

const minute = 60_000
afterEach(resetClock)

async function onDuty({ personId, hospitalId }: Actor, rank = 1) {
  const now = await nowIn(db)
  await db.dutyShift.create({ data: { id: newId(), hospitalId, kind: 'specialist', personId, rank, startsAt: new Date(now.getTime() - 60 * minute), endsAt: new Date(now.getTime() + 480 * minute), createdAt: now } })
}

async function aNight() {
  const network = await aNetwork()
  await onDuty(network.specialist)
  await onDuty(network.secondSpecialist, 2)
  return network
}
const input = (network: Network) => ({ supportingId: network.senior, specialtyCode: 'tim-mach', line: 'Ngừng tuần hoàn sau mổ.', overrideReason: '' })
const joins = (conferenceId: string, { personId, hospitalId }: Actor) => append(conferenceId, { cmdId: newId(), personId, hospitalId, kind: 'join', body: {} })

test('one press makes and sends a consult, rings at the whole duty and opens the room', async () => {
  const network = await aNight()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  const consult = await db.consult.findUniqueOrThrow({ where: { id: consultId }, include: { identity: true, questions: true, alert: { include: { marks: true } }, clocks: true } })
  expect(consult).toMatchObject({ state: 'sent', level: 'redAlert', dataBasis: 'emergency', agreementId: network.agreementId, requestVersion: 1, identity: { unidentified: true } })
  expect(consult.alert?.marks).toMatchObject([{ kind: 'activated', personId: network.doctor.personId }])
  expect(consult.clocks.map(({ kind }) => kind).sort()).toEqual(['answer', 'consent', 'reach'])
  expect(consult.questions).toHaveLength(1)
  expect(await db.conference.findUniqueOrThrow({ where: { id: consult.alert?.conferenceId ?? '' } })).toMatchObject({ kind: 'alert', state: 'open' })
  const sent = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.send' } })
  for (const tell of [tellAlert, tellConsult, tellAlert]) await tell(sent)
  const notices = await db.notice.findMany({ where: { eventId: sent.id } })
  expect(notices.filter(({ kind }) => kind === 'redAlert').map(({ personId }) => personId).sort()).toEqual([network.specialist, network.secondSpecialist, network.seniorCoordinator].map(({ personId }) => personId).sort())
  expect(notices.filter(({ kind }) => kind === 'redAlert')).toEqual(notices.filter(({ rings, level, urgent }) => rings && level === 'redAlert' && urgent))
  // No event names the patient or the situation.
  expect(JSON.stringify(await db.event.findMany({ where: { subjectId: consultId } }))).not.toContain('Ngừng')
})

test('pressed twice, by one command or from two tabs, it is one alert', async () => {
  const network = await aNight()
  const acting = withCommand(network.doctor)
  const [one, twin, other] = await Promise.all([raiseAlert(acting, input(network)), raiseAlert(acting, input(network)), raiseAlert(withCommand(network.doctor), input(network))])
  expect(new Set([one.consultId, twin.consultId, other.consultId]).size).toBe(1)
  expect(await db.redAlert.count({ where: { activatedById: network.doctor.personId } })).toBe(1)
})

test('without an agreement it goes out all the same, and says so', async () => {
  const network = await aNight()
  const { consultId } = await raiseAlert(network.doctor, { ...input(network), specialtyCode: 'ngoai-than-kinh' })
  expect(await db.consult.findUniqueOrThrow({ where: { id: consultId } })).toMatchObject({ agreementId: null, overrideReason: expect.stringContaining('Báo động đỏ') })
})

test('only a treating doctor raises it, to a hospital that exists', async () => {
  const network = await aNight()
  for (const actor of [network.specialist, network.seniorCoordinator, network.officer]) await expect(raiseAlert(actor, input(network))).rejects.toMatchObject({ status: 404 })
  await expect(raisePage(network.specialist)).rejects.toMatchObject({ status: 404 })
  for (const supportingId of [network.junior, network.authority, newId()]) await expect(raiseAlert(network.doctor, { ...input(network), supportingId })).rejects.toMatchObject({ key: 'problems:unknownChoice' })
})

test('received, connected, guided, ended: the line with its minutes', async () => {
  const network = await aNight()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  moveClock(2 * minute)
  await expect(joinAlert(network.otherDoctor, { consultId })).rejects.toMatchObject({ status: 404 })
  const { conferenceId } = await joinAlert(network.specialist, { consultId })
  expect(await joinAlert(network.specialist, { consultId })).toEqual({ conferenceId })
  expect((await db.consultClock.findUniqueOrThrow({ where: { consultId_kind: { consultId, kind: 'reach' } } })).doneAt).not.toBeNull()
  await joins(conferenceId, network.doctor)
  await noteConnected(conferenceId, network.doctor.personId)
  expect((await alertPage(network.doctor, consultId)).marks.map(({ kind }) => kind)).toEqual(['activated', 'acknowledged'])
  moveClock(1 * minute)
  await joins(conferenceId, network.specialist)
  await noteConnected(conferenceId, network.specialist.personId)
  await noteConnected(conferenceId, network.specialist.personId)
  // They speak: the paper is due within a day.
  const answer = await db.consultClock.findUniqueOrThrow({ where: { consultId_kind: { consultId, kind: 'answer' } } })
  expect(answer.dueAt.getTime() - answer.startedAt.getTime()).toBe(24 * 60 * minute)
  expect((await db.consult.findUniqueOrThrow({ where: { id: consultId } })).dueAt).toEqual(answer.dueAt)
  moveClock(9 * minute)
  await expect(markAlert(network.doctor, { consultId, kind: 'acknowledged', note: '' })).rejects.toMatchObject({ key: 'alert:problem.otherSide' })
  await markAlert(network.specialist, { consultId, kind: 'guidance', note: 'Ép tim, adrenalin 1 mg mỗi 3 phút.' })
  moveClock(18 * minute)
  await endAlert(network.doctor, { consultId, summary: 'Có mạch lại, giữ tại hồi sức.' })
  const page = await alertPage(network.specialist, consultId)
  expect(page.marks.map(({ kind, minutes }) => [kind, minutes])).toEqual([['activated', 0], ['acknowledged', 2], ['connected', 3], ['guidance', 12], ['ended', 30]])
  expect(page).toMatchObject({ summary: 'Có mạch lại, giữ tại hồi sức.', may: { mark: false }, room: { open: false } })
  expect(await db.consultStep.findFirst({ where: { consultId, action: 'alertEnded' } })).toMatchObject({ note: 'Có mạch lại, giữ tại hồi sức.' })
  for (const again of [() => endAlert(network.doctor, { consultId, summary: 'x' }), () => joinAlert(network.specialist, { consultId }), () => markAlert(network.doctor, { consultId, kind: 'guidance', note: '' })])
    await expect(again()).rejects.toMatchObject({ key: 'alert:problem.ended' })
  // The consult goes its ordinary way on.
  await acceptConsult(network.seniorCoordinator, { consultId })
})

test('the room shows a name only to those who may know it, and cannot be closed as a conference', async () => {
  const network = await aNight()
  const consultId = await aSentConsult(network, { level: 'emergency' })
  const { conferenceId } = await quickCall(network.doctor, { consultId, personId: network.specialist.personId })
  expect((await roomPage(network.doctor, conferenceId))?.items[0]?.consult.patientName).toBe('Phùng Văn Định')
  expect((await roomPage(network.specialist, conferenceId))?.items[0]?.consult).toMatchObject({ patientName: null, files: [] })
  await expect(closeConference(network.specialist, { conferenceId })).rejects.toMatchObject({ status: 404 })
  await expect(recordNotHeld(network.seniorCoordinator, { conferenceId, reason: 'Không họp' })).rejects.toMatchObject({ status: 404 })
})

test('a quick call opens at once though both sit in other conferences, leaves the state and one line', async () => {
  const network = await aNight()
  const consultId = await anAssignedConsult(network)
  const [first, second] = await Promise.all([quickCall(withCommand(network.doctor), { consultId, personId: network.specialist.personId }), quickCall(withCommand(network.doctor), { consultId, personId: network.specialist.personId })])
  expect(second).toEqual(first)
  const { conferenceId } = first
  expect(await db.booking.count({ where: { conferenceId } })).toBe(0)
  await joins(conferenceId, network.doctor)
  await joins(conferenceId, network.specialist)
  await expect(endCall(network.seniorCoordinator, { conferenceId, outcome: 'Xong.' })).rejects.toMatchObject({ status: 404 })
  moveClock(7 * minute)
  await endCall(network.specialist, { conferenceId, outcome: 'Giữ lại điều trị, thử lại men tim sau 3 giờ.' })
  await expect(endCall(network.doctor, { conferenceId, outcome: 'Xong.' })).rejects.toMatchObject({ key: 'alert:problem.callOver' })
  expect(await db.consult.findUniqueOrThrow({ where: { id: consultId } })).toMatchObject({ state: 'withSpecialists' })
  const step = await db.consultStep.findFirstOrThrow({ where: { consultId, action: 'called' } })
  expect(step.note).toContain('7 phút')
  expect(step.note).toContain('Giữ lại điều trị')
  expect(step.note).toContain('Hà Quang Tuyển')
})

test('nobody is called who has nothing to do with it, nor oneself', async () => {
  const network = await aNight()
  const consultId = await anAssignedConsult(network)
  for (const personId of [network.otherDoctor.personId, network.doctor.personId, network.head.personId]) await expect(quickCall(network.doctor, { consultId, personId })).rejects.toMatchObject({ key: 'alert:problem.person' })
  await expect(quickCall(network.otherDoctor, { consultId, personId: network.doctor.personId })).rejects.toMatchObject({ status: 404 })
})

test('a consult that gets worse becomes an alert; never less urgent', async () => {
  const network = await aNight()
  const consultId = await aSentConsult(network)
  await expect(raiseLevel(network.doctor, { consultId, level: 'sameDay', note: '' })).rejects.toMatchObject({ key: 'alert:problem.notHigher' })
  await raiseLevel(network.doctor, { consultId, level: 'emergency', note: 'Tụt huyết áp.' })
  const { alert } = await raiseLevel(network.doctor, { consultId, level: 'redAlert', note: 'Ngừng tuần hoàn.' })
  expect(alert).toBe(true)
  const { dueAt } = await db.consultClock.findUniqueOrThrow({ where: { consultId_kind: { consultId, kind: 'answer' } } })
  const { activatedAt, conferenceId } = await db.redAlert.findUniqueOrThrow({ where: { consultId } })
  expect(dueAt.getTime() - activatedAt.getTime()).toBe(10 * minute)
  expect(conferenceId).not.toBeNull()
  expect((await alertPage(network.secondSpecialist, consultId)).may.acknowledge).toBe(true)
  await expect(raiseLevel(network.doctor, { consultId, level: 'redAlert', note: '' })).rejects.toMatchObject({ key: 'alert:problem.notHigher' })
  await expect(raiseLevel(network.otherDoctor, { consultId, level: 'redAlert', note: '' })).rejects.toMatchObject({ status: 404 })
})

test('what is done is marked as well: “Đã nhận” at the ringing page, an answer in writing', async () => {
  const network = await aNight()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  const sent = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.send' } })
  await tellAlert(sent)
  const notice = await db.notice.findFirstOrThrow({ where: { eventId: sent.id, personId: network.secondSpecialist.personId } })
  await acknowledgeNotice(network.secondSpecialist, { noticeId: notice.id })
  const heard = await db.event.findFirstOrThrow({ where: { subjectId: notice.id, name: 'notice.acknowledged' } })
  for (const _again of [1, 2]) await markByDeed(heard)
  await acceptConsult(network.seniorCoordinator, { consultId })
  await markByDeed(await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.accept' } }))
  expect((await alertPage(network.doctor, consultId)).marks.map(({ kind }) => kind)).toEqual(['activated', 'acknowledged'])
  expect(await db.alertMark.findFirst({ where: { consultId, kind: 'acknowledged' } })).toMatchObject({ personId: network.secondSpecialist.personId })
})

test('of two who raise the level at once one is told, and it never falls', async () => {
  const network = await aNight()
  for (const levels of [['redAlert', 'emergency'], ['emergency', 'redAlert'], ['emergency', 'emergency']] as const) {
    const consultId = await aSentConsult(network)
    const results = await Promise.allSettled(levels.map((level) => raiseLevel(withCommand(network.doctor), { consultId, level, note: '' })))
    const raised = levels.filter((_level, index) => results[index]?.status === 'fulfilled')
    // One after the other both may be done, but only upwards.
    expect(raised.length === 1 || (raised.length === 2 && levels.some((level) => level === 'redAlert'))).toBe(true)
    expect(await db.event.count({ where: { subjectId: consultId, name: 'consult.raiseLevel' } })).toBe(raised.length)
    expect((await db.consult.findUniqueOrThrow({ where: { id: consultId } })).level).toBe(raised.includes('redAlert') ? 'redAlert' : 'emergency')
  }
})

test('a raised level rings at the coordinators of the hospital that is asked, and ends nobody else’s notices', async () => {
  const network = await aNight()
  const consultId = await aSentConsult(network)
  await raiseLevel(network.doctor, { consultId, level: 'emergency', note: 'Tụt huyết áp.' })
  const raised = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.raiseLevel' } })
  await settleConsult(raised)
  await tellConsult(raised)
  expect(await db.notice.findMany({ where: { eventId: raised.id } })).toMatchObject([{ personId: network.seniorCoordinator.personId, kind: 'levelRaised', urgent: true, rings: true, level: 'emergency' }])
})

test('with the consult its alert is over: nobody enters its room, marks or ends it', async () => {
  const network = await aNight()
  const { consultId } = await raiseAlert(network.doctor, input(network))
  await withdrawConsult(network.doctor, { consultId, note: 'Người bệnh đã chuyển viện.' })
  for (const late of [() => joinAlert(network.specialist, { consultId }), () => joinAlert(network.seniorCoordinator, { consultId }), () => markAlert(network.specialist, { consultId, kind: 'guidance', note: '' }), () => endAlert(network.doctor, { consultId, summary: 'x' })])
    await expect(late()).rejects.toMatchObject({ key: 'consults:problem.notNow' })
  expect(await db.consultAccess.count({ where: { consultId, hospitalId: network.senior, deidentified: false } })).toBe(0)
})

test('whoever is called for a few words may open the consult for a day', async () => {
  const network = await aNight()
  const consultId = await anAssignedConsult(network)
  await quickCall(network.doctor, { consultId, personId: network.secondSpecialist.personId })
  expect((await consultRecord(network.secondSpecialist, consultId)).identity).toBeNull()
  moveClock(25 * 60 * minute)
  await expect(consultRecord(network.secondSpecialist, consultId)).rejects.toMatchObject({ status: 404 })
  // Whoever had a right before keeps it.
  expect((await consultRecord(network.specialist, consultId)).identity).not.toBeNull()
})

test('a call that rings goes on ringing when somebody else is called too; called once more it is one bell', async () => {
  const network = await aNight()
  const consultId = await anAssignedConsult(network)
  const calls = [network.specialist, network.secondSpecialist, network.specialist]
  const ringing: string[][] = []
  for (const { personId } of calls) {
    const { conferenceId } = await quickCall(network.doctor, { consultId, personId })
    const event = await db.event.findFirstOrThrow({ where: { subjectId: conferenceId }, orderBy: { id: 'desc' } })
    await tellCall(event)
    await tellConference(event)
    ringing.push((await db.notice.findMany({ where: { href: `/conferences/${conferenceId}/room`, settledAt: null }, orderBy: { at: 'asc' } })).map((notice) => notice.personId))
    moveClock(1)
  }
  const [first, second] = [network.specialist.personId, network.secondSpecialist.personId]
  expect(ringing).toEqual([[first], [first, second], [second, first]])
})
