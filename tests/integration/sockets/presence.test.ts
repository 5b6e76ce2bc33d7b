import { beforeEach, expect, test } from 'vitest'
import { append } from '~/domain/rooms/append.server'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { newId } from '~/platform/id'
import { arrive, depart, sweepPresence, takeUpRooms } from '~/sockets/presence.server'
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
