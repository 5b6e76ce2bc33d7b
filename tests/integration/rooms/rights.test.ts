import { afterEach, beforeEach, expect, test } from 'vitest'
import { grantAccess } from '~/domain/consults/grant-access.server'
import { conferencePage } from '~/domain/rooms/conference-page.server'
import { enterRoom } from '~/domain/rooms/enter-room.server'
import { recordNotHeld } from '~/domain/schedule/record-not-held.server'
import { closeConference } from '~/domain/rooms/close-conference.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { Problem } from '~/platform/problem'
import { aPerson, anOpenConference } from './a-conference'
import { settle } from './settle'

type World = Awaited<ReturnType<typeof anOpenConference>>
let world: World
beforeEach(async () => { world = await anOpenConference() })
afterEach(resetClock)

const rows = (personId: string, part: string) => db.access.count({ where: { subjectId: world.consultId, personId, part } })

test('a room is read as long as its consult is: afterwards its log is a 404 to those who sat in it', async () => {
  expect(await enterRoom(world.chair, world.conferenceId)).toMatchObject({ role: 'chair', open: true })
  await db.consultAccess.updateMany({ where: { consultId: world.consultId, personId: world.chair.personId }, data: { validUntil: new Date(Date.now() + 60_000) } })
  moveClock(120_000)
  await expect(enterRoom(world.chair, world.conferenceId)).rejects.toMatchObject({ status: 404 })
})

test('the page of a conference shows a patient, so opening it leaves a row', async () => {
  const head = await aPerson(world.requestingId, ['head'], 'Phùng Quang Huy')
  await db.$transaction((tx) => grantAccess(tx, new Date(), { consultId: world.consultId, hospitalId: world.requestingId, personId: head.personId, kind: 'treating', basis: 'test' }))
  await conferencePage(head, world.conferenceId)
  expect(await rows(head.personId, 'record')).toBe(1)
})

test('one closes a room while another says it was not held: one does, the other is told', async () => {
  for (const number of [1, 2]) await settle(world.chair, world, number, 'Mổ trong ngày')
  const outcomes = await Promise.allSettled([closeConference(world.chair, world), recordNotHeld(world.scribe, { conferenceId: world.conferenceId, reason: 'Không nối được máy' })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason instanceof Problem || outcome.reason instanceof Response, String(outcome.reason)).toBe(true)
})
