import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { anOpenConference } from '../rooms/a-conference'
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
  expect(await tell(chair, 'media:enter', here())).toEqual({ ok: true, peers: [], camera: false })
  const entered = happens<object>(chair, 'media:entered')
  expect(await tell(doctor, 'media:enter', here())).toEqual({ ok: true, peers: [{ peer: chair.id, personId: world.chair.personId, camera: false }], camera: false })
  expect(await entered).toEqual({ ...here(), peer: doctor.id, personId: world.doctor.personId, camera: false })

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
