import { beforeEach, expect, test } from 'vitest'
import { append } from '~/domain/rooms/append.server'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { newId } from '~/platform/id'
import { arrive, depart, renewLease, sweepPresence, takeUpRooms } from '~/sockets/presence.server'
import { anOpenConference } from '../rooms/a-conference'
import { until } from './a-server'

let world: Awaited<ReturnType<typeof anOpenConference>>
beforeEach(async () => { world = await anOpenConference() })
const presence = async (who = world.doctor) => (await currentState(world.conferenceId)).people[who.personId]?.state
const sweepAfter = async (ms: number) => sweepPresence(Date.now() + ms)

test('who was here when the process was killed is shown as lost, and has left when nobody comes back', async () => {
  for (const { personId } of [world.doctor, world.chair]) await append(world.conferenceId, { cmdId: newId(), personId, kind: 'join', body: {} })
  await takeUpRooms()
  await arrive(world.conferenceId, world.chair.personId, 'a connection')
  // Its heartbeat goes on.
  renewLease(world.conferenceId, world.chair.personId, 'a connection', Date.now() + 30_000)
  await sweepAfter(1_000)
  expect(await presence()).toBe('here')
  await sweepAfter(5_000)
  await until(presence, (state) => state === 'lost')
  await sweepAfter(25_000)
  expect(await presence()).toBe('lost')
  await sweepAfter(31_000)
  await until(presence, (state) => state === 'left')
  expect(await presence(world.chair)).toBe('here')
})

test('a second tab is the same person: only the last one that closes is a leaving', async () => {
  await takeUpRooms()
  await arrive(world.conferenceId, world.doctor.personId, 'first')
  await arrive(world.conferenceId, world.doctor.personId, 'second')
  await depart(world.conferenceId, world.doctor.personId, 'first', 'left')
  expect(await presence()).toBe('here')
  await depart(world.conferenceId, world.doctor.personId, 'second', 'lost')
  expect(await presence()).toBe('lost')
  await arrive(world.conferenceId, world.doctor.personId, 'third')
  expect((await currentState(world.conferenceId)).people[world.doctor.personId]?.stays).toHaveLength(2)
})

test('a place is a lease: without a sign of life for 20 s a connection holds none, with one it does; who gives one again is here again', async () => {
  await takeUpRooms()
  await arrive(world.conferenceId, world.doctor.personId, 'a tab that fell asleep')
  await sweepAfter(19_000)
  expect(await presence()).toBe('here')
  renewLease(world.conferenceId, world.doctor.personId, 'a tab that fell asleep', Date.now() + 5_000)
  await sweepAfter(24_000)
  expect(await presence()).toBe('here')
  await sweepAfter(29_000)
  await until(presence, (state) => state === 'lost')
  await sweepAfter(44_000)
  expect(await presence()).toBe('lost')
  await sweepAfter(46_000)
  await until(presence, (state) => state === 'left')
  renewLease(world.conferenceId, world.doctor.personId, 'a tab that fell asleep', Date.now() + 60_000)
  await sweepAfter(61_000)
  await until(presence, (state) => state === 'here')
})
