import { beforeEach, expect, test } from 'vitest'
import { onEvent, settled } from '~/domain/audit/relay.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { say } from '~/domain/rooms/room-commands.server'
import { arrangeConference } from '~/domain/schedule/arrange-conference.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { openConference } from '~/domain/schedule/open-conference.server'
import { myConferences } from '~/domain/schedule/queries.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { anAcceptedConsult, itemIn } from '../rooms/a-conference'
import { settle } from '../rooms/settle'

type World = Awaited<ReturnType<typeof anAcceptedConsult>>
let world: World
beforeEach(async () => {
  onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
  world = await anAcceptedConsult()
})

const arrange = async (more: object) => (await arrangeConference(world.coordinator, {
  consultId: world.consultId, when: 'now' as const, minutes: 45, chairId: world.chair.personId, scribeId: world.coordinator.personId, specialistIds: [world.specialist.personId], ...more,
})).conferenceId
const withdraw = async () => {
  await withdrawConsult(world.doctor, { consultId: world.consultId, note: 'Gia đình xin chuyển viện' })
  await settled()
}
const conference = (id: string) => db.conference.findUniqueOrThrow({ where: { id } })

test('a conference to come goes with its consult: everybody is free, and nothing of it waits', async () => {
  const startsAt = new Date(Date.now() + 3_600_000)
  const id = await arrange({ when: 'later', startsAt })
  await withdraw()
  expect(await conference(id)).toMatchObject({ state: 'notHeld', reason: 'Gia đình xin chuyển viện' })
  expect(await db.booking.count({ where: { conferenceId: id, releasedAt: null } })).toBe(0)
  expect(await myConferences(world.chair)).toEqual([])
  await expect(openConference(world.chair, { conferenceId: id })).rejects.toBeInstanceOf(Response)
  const event = await db.event.findFirstOrThrow({ where: { name: 'conference.notHeld', subjectId: id } })
  expect(event.audience).toContain(`person:${world.chair.personId}`)
  expect(JSON.stringify(event)).not.toContain('Gia đình')
  await endWithdrawn(await db.event.findFirstOrThrow({ where: { name: 'consult.withdraw', subjectId: world.consultId } }))
  expect(await db.event.count({ where: { name: 'conference.notHeld', subjectId: id } })).toBe(1)
})

test('an open room closes with its last entry', async () => {
  const id = await arrange({})
  await withdraw()
  expect((await conference(id)).state).toBe('notHeld')
  expect(await db.roomEntry.findFirst({ where: { conferenceId: id }, orderBy: { seq: 'desc' } })).toMatchObject({ kind: 'closed', personId: world.doctor.personId })
  await expect(say(world.chair, { conferenceId: id, cmdId: newId(), text: 'muộn' })).rejects.toThrow('rooms:problem.closed')
})

test('minutes that were still waiting wait no longer; that people met stays', async () => {
  const id = await arrange({})
  for (const number of [1, 2]) await settle(world.chair, { conferenceId: id, itemId: await itemIn(id) }, number, 'Mổ trong ngày')
  await closeConference(world.chair, { conferenceId: id })
  const { closedAt } = await conference(id)
  await withdraw()
  expect(await conference(id)).toMatchObject({ state: 'done', closedAt })
  expect(await myConferences(world.chair)).toEqual([])
  expect((await conferencePage(world.chair, id)).may).toMatchObject({ writeMinutes: false, confirm: null })
})
