import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { grantAccess } from '~/domain/consults/grant-access.server'
import { db } from '~/platform/database/database.server'
import type { Connection } from '~/sockets/connection'
import { aPerson, anOpenConference } from '../rooms/a-conference'
import { aServer, connected, happens, tell, until } from './a-server'

let server: Awaited<ReturnType<typeof aServer>>
let world: Awaited<ReturnType<typeof anOpenConference>>
let people: Actor[]
beforeAll(async () => { server = await aServer() })
afterAll(() => server.close())
beforeEach(async () => {
  world = await anOpenConference()
  people = [world.chair, world.scribe, world.doctor, world.specialist]
  for (const name of ['năm', 'sáu', 'bảy', 'tám', 'chín']) people.push(await aMember(`Người thứ ${name}`))
})

async function aMember(name: string): Promise<Actor> {
  const person = await aPerson(world.supportingId, ['specialist'], name)
  await db.conferenceMember.create({ data: { conferenceId: world.conferenceId, personId: person.personId, hospitalId: person.hospitalId, role: 'specialist' } })
  await db.$transaction((tx) => grantAccess(tx, new Date(), { consultId: world.consultId, hospitalId: person.hospitalId, personId: person.personId, kind: 'specialist', basis: 'test' }))
  return person
}

const here = () => ({ conferenceId: world.conferenceId })
async function inRoom(actor: Actor): Promise<Connection> {
  const { socket } = await connected(server.url, actor)
  expect(await tell(socket, 'room:join', { ...here(), lastSeq: 0 })).toMatchObject({ ok: true })
  return socket
}
const enter = (socket: Connection, camera = false) => tell(socket, 'media:enter', { ...here(), camera })
const camera = (socket: Connection, on: boolean) => tell(socket, 'media:camera', { ...here(), on })
/** The places as this browser was last told. */
const toldPlaces = (socket: Connection) => {
  const told: { people: number; cameras: number }[] = []
  socket.on('media:places', ({ people: count, cameras }) => told.push({ people: count, cameras }))
  return told
}

test('eight have sound; the ninth is told that all places are taken, writes, and hears when one is free', async () => {
  const sockets = await Promise.all(people.map(inRoom))
  const [first, ...others] = sockets
  const ninth = others.pop()
  if (!first || !ninth) throw new Error('nine people')
  for (const socket of [first, ...others]) expect(await enter(socket)).toMatchObject({ ok: true })
  const told = toldPlaces(ninth)
  expect(await enter(ninth)).toEqual({ ok: false, problem: 'rooms:problem.mediaFull', params: { most: 8 } })
  expect(await tell(ninth, 'room:raise-hand', { ...here(), cmdId: crypto.randomUUID(), raised: true })).toMatchObject({ ok: true })
  expect(await camera(ninth, true)).toMatchObject({ ok: false, problem: 'rooms:problem.notInside' })

  first.disconnect()
  await until(() => told.at(-1), (places) => places?.people === 7)
  const reply = await enter(ninth)
  expect(reply).toMatchObject({ ok: true })
  expect(reply.peers).toHaveLength(7)
})

test('of nine at once exactly eight get a place', async () => {
  const sockets = await Promise.all(people.map(inRoom))
  const answers = await Promise.all(sockets.map((socket) => enter(socket)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(8)
})

test('four have a picture; the fifth has sound without, and may switch on once another is off', async () => {
  const sockets = await Promise.all(people.slice(0, 6).map(inRoom))
  const [first, second, third, fourth, fifth, sixth] = sockets
  if (!first || !second || !third || !fourth || !fifth || !sixth) throw new Error('six people')
  for (const socket of [first, second, third, fourth]) expect(await enter(socket, true)).toMatchObject({ ok: true, camera: true })
  expect(await enter(fifth, true)).toMatchObject({ ok: true, camera: false })
  expect(await enter(sixth)).toMatchObject({ ok: true })
  const full = { ok: false, problem: 'rooms:problem.camerasFull', params: { most: 4 } }
  expect(await camera(fifth, true)).toEqual(full)
  const told = toldPlaces(fifth)
  const switchedOff = happens<object>(fifth, 'media:camera')
  expect(await camera(first, false)).toEqual({ ok: true })
  expect(await switchedOff).toEqual({ ...here(), peer: first.id, on: false })
  await until(() => told.at(-1), (places) => places?.cameras === 3)
  // Two want the one place that is free.
  const answers = await Promise.all([camera(fifth, true), camera(sixth, true)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers).toContainEqual(full)
  expect(await camera(second, true)).toEqual({ ok: true })
  // Whoever leaves gives the picture's place back too.
  second.disconnect()
  await until(() => told.at(-1), (places) => places?.cameras === 3)
  expect(await camera(first, true)).toEqual({ ok: true })
})

test('one person has one place: on another page, or behind a line that is not yet known to be gone, it goes along', async () => {
  const [old, other] = [await inRoom(world.doctor), await inRoom(world.chair)]
  await enter(other)
  expect(await enter(old, true)).toMatchObject({ ok: true, camera: true })
  const taken = happens<object>(old, 'media:left')
  const left = happens<object>(other, 'media:left')
  const again = await inRoom(world.doctor)
  const reply = await enter(again, true)
  expect(reply).toEqual({ ok: true, camera: true, peers: [{ peer: other.id, personId: world.chair.personId, camera: false }] })
  expect(await taken).toEqual({ ...here(), peer: old.id })
  expect(await left).toEqual({ ...here(), peer: old.id })
  expect(await tell(old, 'media:signal', { ...here(), peer: other.id, screen: null })).toMatchObject({ ok: false, problem: 'rooms:problem.noPeer' })
})
