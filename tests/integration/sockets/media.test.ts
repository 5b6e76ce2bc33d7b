import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantAccess } from '~/domain/consults/grant-access.server'
import type { Actor } from '~/domain/audit/actor'
import { db } from '~/platform/database/database.server'
import { aPerson, anOpenConference } from '../rooms/a-conference'
import { aServer, connected, happens, tell } from './a-server'

let server: Awaited<ReturnType<typeof aServer>>
let world: Awaited<ReturnType<typeof anOpenConference>>
beforeAll(async () => {
  world = await anOpenConference()
  server = await aServer()
})
afterAll(() => server.close())

async function inRoom(actor: Actor) {
  const { socket } = await connected(server.url, actor)
  expect(await tell(socket, 'room:join', { conferenceId: world.conferenceId, lastSeq: 0 })).toMatchObject({ ok: true })
  return socket
}
const here = () => ({ conferenceId: world.conferenceId })

test('signals go between two who are both inside, with the sender’s own address; from outside nothing gets through', async () => {
  const [chair, doctor, scribe] = [await inRoom(world.chair), await inRoom(world.doctor), await inRoom(world.scribe)]
  expect(await tell(chair, 'media:enter', here())).toEqual({ ok: true, peers: [] })
  const entered = happens<object>(chair, 'media:entered')
  expect(await tell(doctor, 'media:enter', here())).toEqual({ ok: true, peers: [{ peer: chair.id, personId: world.chair.personId }] })
  expect(await entered).toEqual({ ...here(), peer: doctor.id, personId: world.doctor.personId })

  const heard = happens<object>(chair, 'media:signal')
  const offer = { description: { type: 'offer', sdp: 'v=0' }, screen: null }
  expect(await tell(doctor, 'media:signal', { ...here(), peer: chair.id, ...offer })).toEqual({ ok: true })
  expect(await heard).toEqual({ ...here(), peer: doctor.id, ...offer })
  expect(await tell(scribe, 'media:signal', { ...here(), peer: chair.id, ...offer })).toMatchObject({ ok: false, problem: 'rooms:problem.noPeer' })
  expect(await tell(doctor, 'media:signal', { ...here(), peer: scribe.id, ...offer })).toMatchObject({ ok: false, problem: 'rooms:problem.noPeer' })
  expect(await tell(doctor, 'media:signal', { ...here(), peer: chair.id, description: { type: 'offer', sdp: 'x'.repeat(40_000) } })).toMatchObject({ ok: false, problem: 'rooms:problem.shape' })

  const left = happens<object>(chair, 'media:left')
  const gone = doctor.id
  doctor.disconnect()
  expect(await left).toEqual({ ...here(), peer: gone })
  for (const socket of [chair, scribe]) socket.disconnect()
})

test('the fifth person is told that there is no place, and stays in the written room', async () => {
  const fifth = await aPerson(world.supportingId, ['specialist'], 'Người thứ năm')
  await db.conferenceMember.create({ data: { conferenceId: world.conferenceId, personId: fifth.personId, hospitalId: fifth.hospitalId, role: 'specialist' } })
  await db.$transaction((tx) => grantAccess(tx, new Date(), { consultId: world.consultId, hospitalId: fifth.hospitalId, personId: fifth.personId, kind: 'specialist', basis: 'test' }))
  for (const actor of [world.chair, world.scribe, world.doctor, world.specialist]) expect(await tell(await inRoom(actor), 'media:enter', here())).toMatchObject({ ok: true })
  const socket = await inRoom(fifth)
  expect(await tell(socket, 'media:enter', here())).toEqual({ ok: false, problem: 'rooms:problem.mediaFull', params: { most: 4 } })
  expect(await tell(socket, 'room:raise-hand', { ...here(), cmdId: crypto.randomUUID(), raised: true })).toMatchObject({ ok: true })
})
