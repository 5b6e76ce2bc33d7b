import { afterAll, beforeAll, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import { logCall } from '~/domain/consults/log-call.server'
import { acceptConsult } from '~/domain/consults/receive.server'
import { reachOfConsult } from '~/domain/consults/reach.server'
import { settleConsult } from '~/domain/consults/settle-consult.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { chooseReach, forgetBrowser, lacksPush, reachOf, subscribePush } from '~/domain/notifications/choose-reach.server'
import { inboxOf } from '~/domain/notifications/queries.server'
import { acknowledgeNotice, readAllNotices } from '~/domain/notifications/read-notices.server'
import { ringingFor } from '~/domain/notifications/ringing.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { aNetwork, aSentConsult, withCommand, type Network } from '../../support/network'
import { aBrowserAt } from '../../support/push-receiver'

const nothing = async () => undefined
let network: Network
beforeAll(async () => {
  await startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing })
  onEvent('consult.*', 'work that is done', settleConsult)
  onEvent('consult.*', 'consult notices', tellConsult)
  network = await aNetwork()
})
afterAll(() => stopJobs(1_000))

const urgent = { level: 'emergency', dataBasis: 'emergency', basisReason: 'Người bệnh hôn mê' } as Parameters<typeof aSentConsult>[1]
async function anUrgentConsult() {
  const consultId = await aSentConsult(network, urgent)
  await settled()
  const mine = await db.notice.findFirstOrThrow({ where: { personId: network.seniorCoordinator.personId, href: `/consults/${consultId}`, kind: 'sent' } })
  return { consultId, noticeId: mine.id }
}
const ringsFor = async (consultId: string) => (await ringingFor(network.seniorCoordinator, 'vi')).filter(({ id }) => ids.get(consultId) === id)
const ids = new Map<string, string>()

test('an emergency rings until its reader has received it; the asking side sees who and when', async () => {
  const { consultId, noticeId } = await anUrgentConsult()
  ids.set(consultId, noticeId)
  expect(await ringsFor(consultId)).toMatchObject([{ level: 'Cấp cứu', red: false }])
  await readAllNotices(network.seniorCoordinator)
  expect(await ringsFor(consultId)).toHaveLength(1)
  await expect(acknowledgeNotice(network.doctor, { noticeId })).rejects.toMatchObject({ status: 404 })
  await acknowledgeNotice(withCommand(network.seniorCoordinator), { noticeId })
  const { acknowledgedAt } = await db.notice.findUniqueOrThrow({ where: { id: noticeId } })
  await acknowledgeNotice(withCommand(network.seniorCoordinator), { noticeId })
  expect(await db.notice.findUniqueOrThrow({ where: { id: noticeId } })).toMatchObject({ acknowledgedAt })
  expect(await ringsFor(consultId)).toEqual([])
  expect(await db.event.findMany({ where: { name: 'notice.acknowledged', subjectId: noticeId } })).toMatchObject([{ audience: [`person:${network.seniorCoordinator.personId}`, `consult:${consultId}`] }])
  const { acknowledged, told } = await reachOfConsult(network.doctor, consultId)
  expect(acknowledged).toMatchObject([{ name: 'BS Vũ Minh Nguyệt', hospitalId: network.senior, at: acknowledgedAt }])
  expect(told).toMatchObject({ people: 1 })
})

test('what is not pressing does not ring', async () => {
  const consultId = await aSentConsult(network)
  await settled()
  expect(await db.notice.findFirst({ where: { href: `/consults/${consultId}`, kind: 'sent' } })).toMatchObject({ urgent: true, rings: false, level: 'sameDay' })
})

test('when the consult moves on its notices need nothing more and fall silent', async () => {
  const { consultId, noticeId } = await anUrgentConsult()
  ids.set(consultId, noticeId)
  await acceptConsult(network.seniorCoordinator, { consultId })
  await settled()
  expect(await ringsFor(consultId)).toEqual([])
  const { unread, read } = await inboxOf(network.seniorCoordinator, null)
  expect([...unread, ...read].find(({ id }) => id === noticeId)).toMatchObject({ urgent: false, rings: false })
  // The doctor's news of the acceptance came after and is not settled by it.
  expect(await db.notice.findFirst({ where: { personId: network.doctor.personId, href: `/consults/${consultId}`, kind: 'accepted' } })).toMatchObject({ settledAt: null })
})

test('a call is recorded for both sides, by those who have to do with the consult', async () => {
  const { consultId } = await anUrgentConsult()
  const call = { consultId, calledId: network.specialist.personId, number: '', outcome: 'noAnswer' as const, note: 'Gọi 2 lần' }
  await expect(logCall(network.otherDoctor, call)).rejects.toMatchObject({ status: 404 })
  await expect(logCall(network.officer, call)).rejects.toMatchObject({ status: 404 })
  await expect(logCall(network.doctor, { ...call, calledId: undefined })).rejects.toMatchObject({ key: 'reach:problem.callWho' })
  await expect(logCall(network.doctor, { ...call, calledId: network.officer.personId })).rejects.toMatchObject({ key: 'problems:unknownChoice' })
  const actor = withCommand(network.doctor)
  const [first, again] = [await logCall(actor, call), await logCall(actor, call)]
  expect(again).toEqual(first)
  await logCall(network.seniorCoordinator, { consultId, calledId: undefined, number: '024 3733 1234', outcome: 'reached', note: '' })
  for (const reader of [network.doctor, network.seniorCoordinator]) {
    expect((await reachOfConsult(reader, consultId)).calls).toMatchObject([
      { by: 'BS Khuất Thị Mai', who: 'BS Hà Quang Tuyển', outcome: 'noAnswer', hospitalId: network.junior }, { by: 'BS Vũ Minh Nguyệt', who: '024 3733 1234', outcome: 'reached', hospitalId: network.senior },
    ])
  }
  expect((await reachOfConsult(network.seniorCoordinator, consultId)).calls[0]?.note).toBe('')
  expect(await db.event.findFirst({ where: { name: 'consult.logCall', subjectId: consultId }, orderBy: { id: 'asc' } })).toMatchObject({ facts: expect.objectContaining({ outcome: 'noAnswer' }) })
})

test('the telephones of those on duty stand there until somebody has it', async () => {
  const { consultId } = await anUrgentConsult()
  const at = Date.now()
  await db.dutyShift.create({ data: { id: newId(), hospitalId: network.senior, kind: 'specialist', specialtyCode: 'tim-mach', personId: network.specialist.personId, startsAt: new Date(at - 3_600_000), endsAt: new Date(at + 3_600_000), telephone: '0911222333', createdAt: new Date() } })
  expect((await reachOfConsult(network.doctor, consultId)).telephone).toMatchObject({ people: [{ name: 'BS Hà Quang Tuyển', telephone: '0911222333', busyUntil: null }], switchboard: '02439000000' })
  await db.consult.update({ where: { id: consultId }, data: { state: 'withSpecialists' } })
  expect((await reachOfConsult(network.doctor, consultId)).telephone).toBeNull()
})

test('choices and browsers are one\'s own; a shared browser belongs to whoever was there last', async () => {
  const { specialist, doctor } = network
  expect((await reachOf(specialist)).choice).toMatchObject({ quietFrom: 1260, quietUntil: 360 })
  await chooseReach(specialist, { push: true, sms: false, mail: true, quietFrom: 0, quietUntil: 0, digest: false })
  expect((await reachOf(specialist)).choice).toMatchObject({ sms: false, digest: false })
  const { endpoint: _local, keys: _keys, ...secrets } = aBrowserAt('127.0.0.1')
  const endpoint = 'https://fcm.googleapis.com/fcm/send/abc'
  for (const bad of ['http://fcm.googleapis.com/x', 'https://127.0.0.1/x', 'https://example.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://a:b@fcm.googleapis.com/x', 'nonsense']) {
    expect(() => subscribePush(specialist, { endpoint: bad, ...secrets })).toThrow('reach:problem.service')
  }
  const { subscriptionId } = await subscribePush(specialist, { endpoint, ...secrets }, 'Mozilla/5.0')
  await expect(forgetBrowser(doctor, { subscriptionId })).rejects.toMatchObject({ status: 404 })
  await subscribePush(doctor, { endpoint, ...secrets })
  expect((await reachOf(specialist)).browsers).toEqual([])
  await forgetBrowser(doctor, { subscriptionId })
  expect((await reachOf(doctor)).browsers).toEqual([])
  expect(await lacksPush(network.seniorCoordinator)).toBe(true)
})
