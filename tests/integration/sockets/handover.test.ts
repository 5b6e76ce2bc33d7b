import { beforeEach, expect, test } from 'vitest'
import { handOver } from '~/domain/rooms/hand-over.server'
import { interruptionsOf } from '~/domain/rooms/interruptions'
import { leaderOf } from '~/domain/rooms/lead'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { takeLead } from '~/domain/rooms/talk-commands.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { arrive, depart, renewLease, sweepPresence, takeUpRooms } from '~/sockets/presence.server'
import { aStage } from '../rooms/a-stage'
import { until } from './a-server'

let world: Awaited<ReturnType<typeof aStage>>
beforeEach(async () => {
  world = await aStage()
  await takeUpRooms()
})
const state = () => currentState(world.conferenceId)
const members = () => db.conferenceMember.findMany({ where: { conferenceId: world.conferenceId }, select: { personId: true, role: true } })
const leader = async () => leaderOf(await state(), await members())
async function comes({ personId }: { personId: string }) {
  await arrive(world.conferenceId, personId, `c ${personId}`)
  await state()
}
async function goes({ personId }: { personId: string }) {
  await depart(world.conferenceId, personId, `c ${personId}`, 'lost')
  // What the gateway hears of each write, this process reads here.
  await state()
}
/** So many seconds later, with those who stay still there. */
async function sweepAfter(seconds: number, ...staying: { personId: string }[]) {
  const now = Date.now() + seconds * 1_000
  for (const { personId } of staying) renewLease(world.conferenceId, personId, `c ${personId}`, now)
  await sweepPresence(now)
}
const takes = (more: { baseVersion: number }) => takeLead(world.chair, { conferenceId: world.conferenceId, cmdId: newId(), ...more })

test('a chair who is gone for a minute is followed by the deputy; who is back leads again by a click only', async () => {
  for (const actor of [world.chair, world.deputy, world.scribe]) await comes(actor)
  await goes(world.chair)
  await sweepAfter(58, world.deputy, world.scribe)
  expect((await state()).leads).toEqual([])
  await sweepAfter(61, world.deputy, world.scribe)
  expect(await until(leader, (id) => id === world.deputy.personId)).toBe(world.deputy.personId)
  await comes(world.chair)
  await sweepAfter(120, world.chair, world.deputy, world.scribe)
  expect(await leader()).toBe(world.deputy.personId)
  const version = (await state()).leads.at(-1)?.version ?? 0
  await expect(takeLead(world.deputy, { conferenceId: world.conferenceId, cmdId: newId(), baseVersion: version })).rejects.toThrow('rooms:problem.notAllowed')
  // Two pages of the chair at once: one takes over, the other is told.
  const outcomes = await Promise.allSettled([takes({ baseVersion: version }), takes({ baseVersion: version })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect([await leader(), (await state()).leads.length]).toEqual([world.chair.personId, 2])
})

test('several processes that see it at once hand over once', async () => {
  for (const actor of [world.chair, world.scribe]) await comes(actor)
  await goes(world.chair)
  await Promise.all(Array.from({ length: 5 }, () => handOver(world.conferenceId, Date.now() + 61_000)))
  expect((await state()).leads).toMatchObject([{ personId: world.scribe.personId, reason: 'gone' }])
  expect(await db.roomEntry.count({ where: { conferenceId: world.conferenceId, kind: 'lead' } })).toBe(1)
})

test('nobody who may lead is there: the others are told, and the minutes have the time', async () => {
  for (const actor of [world.chair, world.specialist]) await comes(actor)
  await goes(world.chair)
  await handOver(world.conferenceId, Date.now() + 61_000)
  expect((await state()).leads).toMatchObject([{ personId: null, reason: 'gone' }])
  const later = new Date(Date.now() + 90_000).toISOString()
  expect(interruptionsOf(await state(), later, await members()).map(({ kind }) => kind).sort()).toEqual(['chairGone', 'leaderless'])
  await comes(world.scribe)
  await handOver(world.conferenceId, Date.now() + 62_000)
  expect(await leader()).toBe(world.scribe.personId)
})

test('a chair who never came is waited for a minute; in a room without anybody nothing is written', async () => {
  await handOver(world.conferenceId, Date.now() + 300_000)
  await comes(world.observer)
  await handOver(world.conferenceId, Date.now() + 300_000)
  expect((await state()).leads).toEqual([])
  await comes(world.deputy)
  await handOver(world.conferenceId, Date.now() + 30_000)
  expect(await leader()).toBe(world.chair.personId)
  await handOver(world.conferenceId, Date.now() + 61_000)
  expect(await leader()).toBe(world.deputy.personId)
})
