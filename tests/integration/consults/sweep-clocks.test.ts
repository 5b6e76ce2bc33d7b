import { afterEach, beforeEach, expect, test } from 'vitest'
import { hearReached, tellEscalation } from '~/domain/consults/tell-escalation.server'
import { acceptConsult, askForMore } from '~/domain/consults/receive.server'
import { consultRecord } from '~/domain/consults/record.server'
import { sweepClocks } from '~/domain/consults/sweep-clocks.server'
import { supplementConsult } from '~/domain/consults/supplement.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { changeSetting } from '~/domain/hospitals/settings.server'
import { defaultSettings } from '~/domain/hospitals/settings'
import { startOfDay, todayInVietnam } from '~/platform/dates'
import { moveClock, nowIn, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anAssignedConsult, aNetwork, aSentConsult, type Network } from '../../support/network'

const minute = 60_000
const emergency = { level: 'emergency' } as const

/** Three at night, so that nobody is in the office whatever the day. */
beforeEach(() => {
  resetClock()
  const now = new Date()
  moveClock(startOfDay(todayInVietnam(now)).getTime() + 24 * 60 * minute + 3 * 60 * minute - now.getTime())
})
afterEach(resetClock)

async function onDuty(personId: string, hospitalId: string, kind: 'specialist' | 'leader' | 'doctor' = 'specialist', rank = 1, departmentId: string | null = null) {
  const now = await nowIn(db)
  await db.dutyShift.create({ data: { id: newId(), hospitalId, kind, personId, rank, departmentId, startsAt: new Date(now.getTime() - 60 * minute), endsAt: new Date(now.getTime() + 8 * 60 * minute), createdAt: now } })
}

const clockOf = (consultId: string, kind: 'reach' | 'answer' | 'supplement' | 'decision' = 'reach') => db.consultClock.findUniqueOrThrow({ where: { consultId_kind: { consultId, kind } } })
const told = async (consultId: string) => {
  const events = await db.event.findMany({ where: { subjectId: consultId, name: { in: ['consult.reminded', 'consult.escalated', 'consult.unreached'] } }, orderBy: { id: 'asc' }, select: { name: true, facts: true } })
  return events.map(({ name, facts }) => [name, (facts as { personIds: string[] }).personIds] as const)
}

async function givenDuty(network: Network, consultId: string) {
  // What asking the duty leaves behind when a request is sent at night.
  if (await db.consultAccess.count({ where: { consultId, kind: 'duty' } })) return
  await db.consultAccess.create({ data: { id: newId(), consultId, hospitalId: network.senior, personId: network.specialist.personId, kind: 'duty', deidentified: true, validFrom: new Date(0), basis: 'duty' } })
}

test('an emergency at night: reminded, then next on duty, coordinator, leader, the asking side, and the alarm', async () => {
  const network = await aNetwork()
  await onDuty(network.specialist.personId, network.senior)
  const consultId = await aSentConsult(network, emergency)
  await givenDuty(network, consultId)
  await onDuty(network.secondSpecialist.personId, network.senior, 'specialist', 2)
  await sweepClocks(consultId)
  expect(await told(consultId)).toEqual([])
  const steps: [number, string, string[]][] = [
    [5, 'consult.reminded', [network.specialist.personId]], [6, 'consult.escalated', [network.secondSpecialist.personId]],
    [6, 'consult.escalated', [network.seniorCoordinator.personId]], [6, 'consult.escalated', [network.juniorCoordinator.personId]], [6, 'consult.unreached', []],
  ]
  for (const [index, [minutes, name, people]] of steps.entries()) {
    moveClock(minutes * minute)
    await sweepClocks(consultId)
    const all = await told(consultId)
    expect(all, name).toHaveLength(index + 1)
    expect(all.at(-1)?.[0]).toBe(name)
    if (people.length > 0) expect(all.at(-1)?.[1]).toEqual(people)
  }
  expect(await clockOf(consultId)).toMatchObject({ unreached: true, rung: 3 })
  // Whoever was told may open it; before somebody takes it on, without identity.
  expect(await consultRecord(network.secondSpecialist, consultId)).toMatchObject({ identity: null, may: { takeOn: true } })
  // The alarm is said once, and nobody hears anything twice.
  moveClock(30 * minute)
  await sweepClocks(consultId)
  expect(await told(consultId)).toHaveLength(steps.length)
})

test('a roster with a gap at three in the morning turns to the next rung at once', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, emergency)
  await sweepClocks(consultId)
  expect(await told(consultId)).toEqual([['consult.escalated', [network.seniorCoordinator.personId]]])
})

test('the next duty that comes on hears of it even after the alarm', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, emergency)
  for (let look = 0; look < 6; look += 1) { await sweepClocks(consultId); moveClock(6 * minute) }
  expect(await clockOf(consultId)).toMatchObject({ unreached: true })
  await onDuty(network.specialist.personId, network.senior)
  await sweepClocks(consultId)
  expect((await told(consultId)).at(-1)).toEqual(['consult.escalated', [network.specialist.personId]])
  expect(await clockOf(consultId)).toMatchObject({ unreached: true })
})

test('who is busy is asked after all who are free', async () => {
  const network = await aNetwork()
  await onDuty(network.specialist.personId, network.senior)
  const now = await nowIn(db)
  await db.busyTime.create({ data: { id: newId(), personId: network.specialist.personId, hospitalId: network.senior, fromAt: new Date(now.getTime() - minute), untilAt: new Date(now.getTime() + 600 * minute) } })
  const consultId = await aSentConsult(network, emergency)
  await db.consultAccess.deleteMany({ where: { consultId, kind: 'duty' } })
  for (let look = 0; look < 4; look += 1) { await sweepClocks(consultId); moveClock(6 * minute) }
  expect((await told(consultId)).map(([, people]) => people[0])).toEqual([network.seniorCoordinator.personId, network.specialist.personId, network.juniorCoordinator.personId, expect.any(String)])
})

test('“Đã nhận” ends the clock that looks for somebody, and an alarm', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, emergency)
  for (let look = 0; look < 6; look += 1) { await sweepClocks(consultId); moveClock(6 * minute) }
  const escalated = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.escalated' }, orderBy: { id: 'asc' } })
  await tellEscalation(escalated)
  await tellEscalation(escalated)
  const notices = await db.notice.findMany({ where: { eventId: escalated.id } })
  expect(notices).toMatchObject([{ personId: network.seniorCoordinator.personId, kind: 'escalated.reach', rings: true, level: 'emergency', urgent: true }])
  await hearReached({ ...escalated, name: 'notice.acknowledged', subject: 'notice', subjectId: notices[0]?.id ?? '' })
  expect(await clockOf(consultId)).toMatchObject({ unreached: false, seenById: network.seniorCoordinator.personId, nextAt: null })
  expect((await clockOf(consultId)).doneAt).not.toBeNull()
  // The answer is still owed.
  expect((await clockOf(consultId, 'answer')).doneAt).toBeNull()
  await acceptConsult(network.seniorCoordinator, { consultId })
  expect((await clockOf(consultId)).doneAt).not.toBeNull()
})

test('the clocks follow the state: sent back, supplemented, withdrawn', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, emergency)
  await askForMore(network.seniorCoordinator, { consultId, note: 'Xin men tim.' })
  expect((await clockOf(consultId, 'answer')).doneAt).not.toBeNull()
  expect((await clockOf(consultId, 'supplement')).doneAt).toBeNull()
  moveClock(20 * minute)
  await supplementConsult(network.doctor, { consultId, text: 'Troponin 2,1 ng/ml.', questions: [] })
  const answer = await clockOf(consultId, 'answer')
  expect(answer.doneAt).toBeNull()
  expect(answer.dueAt.getTime() - answer.startedAt.getTime()).toBe(30 * minute)
  expect((await db.consult.findUniqueOrThrow({ where: { id: consultId } })).dueAt).toEqual(answer.dueAt)
  await withdrawConsult(network.doctor, { consultId, note: 'Đã chuyển viện.' })
  expect(await db.consultClock.count({ where: { consultId, doneAt: null } })).toBe(0)
})

test('what is not urgent wakes nobody', async () => {
  const network = await aNetwork()
  const consultId = await anAssignedConsult(network)
  await sweepClocks()
  moveClock(60 * minute)
  await sweepClocks()
  expect(await told(consultId)).toEqual([])
})

test('a hospital goes by its own clocks', async () => {
  const network = await aNetwork()
  await changeSetting(network.seniorCoordinator, { key: 'clocks', value: { ...defaultSettings.clocks, emergency: { reach: 4, answer: 12 } } })
  const consultId = await aSentConsult(network, emergency)
  const [reach, answer] = [await clockOf(consultId), await clockOf(consultId, 'answer')]
  expect([reach, answer].map(({ startedAt, dueAt }) => (dueAt.getTime() - startedAt.getTime()) / minute)).toEqual([4, 12])
})

test('two sweeps at once look at each clock once', async () => {
  const network = await aNetwork()
  const consultIds = [await aSentConsult(network, emergency), await aSentConsult(network, emergency), await aSentConsult(network, emergency)]
  await Promise.all([sweepClocks(), sweepClocks(), sweepClocks()])
  for (const consultId of consultIds) expect(await told(consultId)).toHaveLength(1)
})
