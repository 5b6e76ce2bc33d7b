import { afterEach, expect, test } from 'vitest'
import { hearReached, tellEscalation } from '~/domain/consults/tell-escalation.server'
import { sweepClocks } from '~/domain/consults/sweep-clocks.server'
import { moveClock, nowIn, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { startOfDay, todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { aNetwork, aSentConsult } from '../../support/network'

const minute = 60_000
afterEach(resetClock)

/** An emergency with somebody on duty, at any hour. */
async function anEmergency() {
  const network = await aNetwork()
  const now = await nowIn(db)
  await db.dutyShift.create({ data: { id: newId(), hospitalId: network.senior, kind: 'specialist', personId: network.specialist.personId, rank: 1, startsAt: new Date(now.getTime() - minute), endsAt: new Date(now.getTime() + 480 * minute), createdAt: now } })
  return aSentConsult(network, { level: 'emergency' })
}

test('while somebody is still looked for, the answer’s clock is not looked at each minute', async () => {
  const consultId = await anEmergency()
  const looks: number[] = []
  for (let at = 0; at < 5; at += 1) {
    looks.push(await sweepClocks(consultId))
    moveClock(minute)
  }
  // Both once after sending; at five minutes the one is reminded of reaching, and the other looks with it.
  expect(looks).toEqual([2, 0, 0, 0, 0])
  expect(await sweepClocks(consultId)).toBeGreaterThanOrEqual(1)
})

test('a paper that is owed wakes nobody, however urgent the question was', async () => {
  const network = await aNetwork()
  const consultId = await aSentConsult(network, { level: 'emergency', dataBasis: 'emergency', basisReason: 'Người bệnh hôn mê.' })
  const escalated = () => db.event.findMany({ where: { subjectId: consultId, name: 'consult.escalated', facts: { path: ['clock'], equals: 'consent' } }, orderBy: { id: 'asc' } })
  await db.consultClock.updateMany({ where: { consultId, kind: { not: 'consent' } }, data: { nextAt: null } })
  const now = await nowIn(db)
  const toThree = startOfDay(todayInVietnam(now)).getTime() + (3 * 24 + 3) * 60 * minute - now.getTime()
  moveClock(toThree)
  await sweepClocks(consultId)
  expect(await escalated()).toEqual([])
  // Until a working day's morning has come, whatever today is.
  for (let day = 0; day < 5 && (await escalated()).length === 0; day += 1) {
    moveClock((day === 0 ? 7 : 24) * 60 * minute)
    await sweepClocks(consultId)
  }
  const [event] = await escalated()
  if (!event) throw new Error('Nobody was told')
  await tellEscalation(event)
  const notices = await db.notice.findMany({ where: { eventId: event.id } })
  expect(notices.length).toBeGreaterThan(0)
  for (const notice of notices) expect(notice).toMatchObject({ urgent: true, rings: false, level: null })
})

test('who was reached before is asked anew: what is heard late ends no clock that began after it', async () => {
  const consultId = await anEmergency()
  const { supportingId } = await db.consult.findUniqueOrThrow({ where: { id: consultId } })
  const reach = () => db.consultClock.findUniqueOrThrow({ where: { consultId_kind: { consultId, kind: 'reach' } } })
  const sent = await db.event.findFirstOrThrow({ where: { subjectId: consultId, name: 'consult.send' } })
  const notice = await db.notice.create({ data: { id: newId(), personId: newId(), hospitalId: supportingId ?? '', eventId: sent.id, at: sent.at, kind: 'sent', params: {}, href: `/consults/${consultId}`, rings: true } })
  const heard = { ...sent, name: 'notice.acknowledged', subject: 'notice', subjectId: notice.id }
  await hearReached({ ...heard, at: new Date(sent.at.getTime() - 1) })
  expect((await reach()).doneAt).toBeNull()
  await hearReached(heard)
  expect((await reach()).doneAt).not.toBeNull()
})

test('a clock that cannot be looked at waits a minute by the product’s own clock, however that differs from the machine’s', async () => {
  const consultId = await anEmergency()
  await sweepClocks(consultId)
  moveClock(24 * 60 * minute)
  await db.consultClock.updateMany({ where: { consultId, kind: { not: 'reach' } }, data: { nextAt: null } })
  await db.$executeRawUnsafe(`create function refuse_escalation() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`)
  await db.$executeRawUnsafe(`create trigger refuse_escalation before insert on "Event" for each row when (new."name" = 'consult.escalated') execute function refuse_escalation()`)
  expect(await sweepClocks(consultId)).toBe(1)
  expect(await sweepClocks(consultId)).toBe(0)
})
