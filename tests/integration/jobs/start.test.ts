import { expect, test } from 'vitest'
import { settled } from '~/domain/audit/relay.server'
import { assignSpecialist } from '~/domain/consults/assign-specialist.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { start, stop } from '~/start.server'
import { anAcceptedConsult } from '../rooms/a-conference'

test('the started application tells people, sweeps each minute, and stops', async () => {
  await start()
  expect(await db.specialty.count()).toBeGreaterThan(10)
  expect(await db.person.count()).toBe(0)
  const { consultId, coordinator, specialist } = await anAcceptedConsult()
  await assignSpecialist(coordinator, { consultId, specialistId: specialist.personId })
  await settled()
  expect(await db.notice.count({ where: { personId: specialist.personId } })).toBe(1)

  // What another process left behind by dying is picked up by the minute's sweep.
  const left = newId()
  await db.event.create({ data: { id: left, at: new Date(Date.now() - 60_000), name: 'consult.accept', subject: 'consult', subjectId: consultId, audience: [] } })
  await db.$executeRaw`insert into pgboss.job (name) values ('sweep')`
  await expect.poll(() => db.event.count({ where: { id: left, deliveredAt: { not: null } } }), { timeout: 8_000 }).toBe(1)
  await stop()
})
