import { beforeEach, expect, test } from 'vitest'
import { alertPage } from '~/domain/consults/alert-view.server'
import { approveConsult } from '~/domain/consults/approve.server'
import { levelPage } from '~/domain/consults/level-page.server'
import { canSee } from '~/domain/consults/queries.server'
import { settleConsult } from '~/domain/consults/settle-consult.server'
import { tellAlert } from '~/domain/consults/tell-alert.server'
import { tellConsult } from '~/domain/consults/tell-consult.server'
import { changeSetting } from '~/domain/hospitals/settings.server'
import { joinAlert, raiseLevel } from '~/domain/rooms/alert-room.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { aNetwork, aSentConsult, withCommand, type Network } from '../../support/network'

const hour = 60 * 60_000
let network: Network
let consultId: string
beforeEach(async () => {
  network = await aNetwork()
  const now = Date.now()
  for (const [rank, { personId }] of [network.specialist, network.secondSpecialist].entries()) {
    await db.dutyShift.create({ data: { id: newId(), hospitalId: network.senior, kind: 'specialist', personId, rank: rank + 1, startsAt: new Date(now - hour), endsAt: new Date(now + hour), createdAt: new Date() } })
  }
  consultId = await aSentConsult(network, { level: 'routine' })
  expect(await stateOf()).toBe('awaitingApproval')
})

const stateOf = async () => (await db.consult.findUniqueOrThrow({ where: { id: consultId } })).state
const eventOf = (name: string) => db.event.findFirstOrThrow({ where: { subjectId: consultId, name } })
const running = async () => (await db.consultClock.findMany({ where: { consultId, doneAt: null } })).map(({ kind }) => kind).sort()
const told = async (eventId: string) => (await db.notice.findMany({ where: { eventId } })).map(({ personId, kind }) => `${kind} ${personId}`).sort()
const stepsOf = async () => (await db.consultStep.findMany({ where: { consultId }, orderBy: { id: 'asc' } })).map(({ action }) => action)

test('raised to Cấp cứu it leaves at once: duty, other side, clocks and notices as if it had been sent so', async () => {
  await tellConsult(await eventOf('consult.submitForApproval'))
  expect((await levelPage(network.doctor, consultId))).toMatchObject({ waits: true, levels: ['redAlert', 'emergency', 'sameDay'] })
  const before = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  await raiseLevel(network.doctor, { consultId, level: 'emergency', note: 'Tụt huyết áp.' })
  const consult = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  expect(consult).toMatchObject({ state: 'sent', level: 'emergency', draft: {}, agreementId: network.agreementId })
  expect(consult.sentAt?.getTime()).toBeGreaterThan(before.sentAt?.getTime() ?? Infinity)
  expect(await stepsOf()).toEqual(['submitForApproval', 'raiseLevel', 'leaveByLevel'])
  expect(await running()).toEqual(['answer', 'reach'])
  expect([await canSee(network.seniorCoordinator, consultId), await canSee(network.specialist, consultId), await canSee(network.secondSpecialist, consultId)]).toEqual([true, true, false])
  expect(await db.approval.count({ where: { consultId } })).toBe(0)

  const raised = await eventOf('consult.raiseLevel')
  const left = await eventOf('consult.leaveByLevel')
  for (const event of [raised, left]) for (const listen of [settleConsult, tellAlert, tellConsult]) await listen(event)
  expect(await told(raised.id)).toEqual([])
  expect(await told(left.id)).toEqual([`sent ${network.seniorCoordinator.personId}`, `sentToDuty ${network.specialist.personId}`, `sentWithoutApproval ${network.head.personId}`])
  expect(await db.notice.count({ where: { personId: network.head.personId, kind: 'toApprove', settledAt: null } })).toBe(0)
  await expect(approveConsult(network.head, { consultId })).rejects.toMatchObject({ key: 'consults:problem.notNow' })
})

test('raised to Báo động đỏ it is an alert like one raised by the button', async () => {
  expect(await raiseLevel(network.doctor, { consultId, level: 'redAlert', note: 'Ngừng tuần hoàn.' })).toMatchObject({ alert: true })
  expect(await stateOf()).toBe('sent')
  const raised = await eventOf('consult.raiseLevel')
  const left = await eventOf('consult.leaveByLevel')
  for (const event of [raised, left]) for (const listen of [tellAlert, tellConsult]) await listen(event)
  expect(await told(raised.id)).toEqual([])
  expect(await told(left.id)).toEqual([network.specialist, network.secondSpecialist, network.seniorCoordinator].map(({ personId }) => `redAlert ${personId}`).concat(`sentWithoutApproval ${network.head.personId}`).sort())
  expect((await alertPage(network.secondSpecialist, consultId)).may.acknowledge).toBe(true)
  const { conferenceId } = await joinAlert(network.specialist, { consultId })
  expect(await db.redAlert.findUniqueOrThrow({ where: { consultId } })).toMatchObject({ conferenceId, endedAt: null })
  expect(await running()).toEqual(['answer'])
})

test('a level the hospital approves as well goes on waiting; one it does not, leaves', async () => {
  await changeSetting(network.juniorCoordinator, { key: 'approvalLevels', value: ['emergency', 'sameDay', 'routine'] })
  await raiseLevel(network.doctor, { consultId, level: 'sameDay', note: '' })
  expect([await stateOf(), await running(), await canSee(network.seniorCoordinator, consultId)]).toEqual(['awaitingApproval', ['approval'], false])
  // Whatever stands in the settings: Cấp cứu never waits.
  await raiseLevel(network.doctor, { consultId, level: 'emergency', note: '' })
  expect(await stateOf()).toBe('sent')

  await changeSetting(network.juniorCoordinator, { key: 'approvalLevels', value: ['routine'] })
  consultId = await aSentConsult(network, { level: 'routine' })
  await raiseLevel(network.doctor, { consultId, level: 'sameDay', note: '' })
  expect(await stateOf()).toBe('sent')
})

test('an agreement that ended meanwhile keeps no emergency inside', async () => {
  await db.agreement.update({ where: { id: network.agreementId }, data: { validUntil: new Date('2026-01-02'), validFrom: new Date('2026-01-01') } })
  await expect(raiseLevel(network.doctor, { consultId, level: 'sameDay', note: '' })).rejects.toMatchObject({ key: expect.stringContaining('agreements:notCovered') })
  expect(await stateOf()).toBe('awaitingApproval')
  await raiseLevel(network.doctor, { consultId, level: 'emergency', note: '' })
  expect(await db.consult.findUniqueOrThrow({ where: { id: consultId } })).toMatchObject({ state: 'sent', agreementId: null, overrideReason: expect.stringContaining('thỏa thuận') })
})

test('approved and raised at once it leaves once; nobody but its doctor raises it', async () => {
  for (const someone of ['head', 'secondDoctor', 'seniorCoordinator', 'specialist'] as const) await expect(raiseLevel(network[someone], { consultId, level: 'emergency', note: '' }), someone).rejects.toMatchObject({ status: 404 })
  await Promise.allSettled([approveConsult(withCommand(network.head), { consultId }), raiseLevel(withCommand(network.doctor), { consultId, level: 'emergency', note: '' })])
  expect(await stateOf()).toBe('sent')
  expect((await stepsOf()).filter((action) => action === 'approve' || action === 'leaveByLevel')).toHaveLength(1)
})
