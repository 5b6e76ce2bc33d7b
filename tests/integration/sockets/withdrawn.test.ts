import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { onEvent } from '~/domain/audit/relay.server'
import { withdrawConsent } from '~/domain/consults/consent.server'
import { withdrawConsult } from '~/domain/consults/withdraw-consult.server'
import { endWithdrawn } from '~/domain/schedule/end-withdrawn.server'
import { newId } from '~/platform/id'
import { anOpenConference } from '../rooms/a-conference'
import { aServer, connected, happens, tell, until } from './a-server'

let server: Awaited<ReturnType<typeof aServer>>
let world: Awaited<ReturnType<typeof anOpenConference>>
beforeAll(async () => { server = await aServer() })
afterAll(() => server.close())
beforeEach(async () => { world = await anOpenConference() })

const here = () => ({ conferenceId: world.conferenceId })
const inside = (channel: 'room' | 'media') => [...(server.io.of('/').adapter.rooms.get(`${channel}/${world.conferenceId}`) ?? [])]

async function speaking(actor: Actor) {
  const { socket } = await connected(server.url, actor)
  expect(await tell(socket, 'room:join', { ...here(), lastSeq: 0 })).toMatchObject({ ok: true })
  expect(await tell(socket, 'media:enter', here())).toMatchObject({ ok: true })
  return socket
}

test('a consent taken back puts those of the other hospital out of the room within a second, sound and picture with them', async () => {
  const [doctor, chair, scribe] = [await speaking(world.doctor), await speaking(world.chair), await speaking(world.scribe)]
  const gone: string[] = []
  doctor.on('media:left', ({ peer }) => { gone.push(peer) })
  await withdrawConsent(world.doctor, { consultId: world.consultId, relation: 'self', personName: '', note: 'Không muốn gửi dữ liệu nữa.' })
  expect(await until(() => inside('room'), (ids) => ids.length === 1, 1_000)).toEqual([doctor.id])
  expect(inside('media')).toEqual([doctor.id])
  expect((await until(() => gone, (peers) => peers.length === 2, 1_000)).sort()).toEqual([chair.id, scribe.id].sort())
  for (const socket of [chair, scribe]) {
    expect(await tell(socket, 'media:enter', here())).toMatchObject({ ok: false, problem: 'rooms:problem.notMember' })
    expect(await tell(socket, 'room:join', { ...here(), lastSeq: 0 })).toMatchObject({ ok: false, problem: 'rooms:problem.notMember' })
  }
})

test('with a consult that is taken back its room ends: nobody hears or sees anybody any more, nor begins anew', async () => {
  onEvent('consult.withdraw', 'conferences of what was withdrawn', endWithdrawn)
  const [doctor, chair] = [await speaking(world.doctor), await speaking(world.chair)]
  const left = [happens<object>(doctor, 'media:left', 1_000), happens<object>(chair, 'media:left', 1_000)]
  await withdrawConsult(world.doctor, { consultId: world.consultId, note: 'Gia đình xin chuyển viện' })
  expect(await Promise.all(left)).toEqual([{ ...here(), peer: chair.id }, { ...here(), peer: doctor.id }])
  expect(inside('media')).toEqual([])
  for (const socket of [doctor, chair]) expect(await tell(socket, 'media:enter', here())).toMatchObject({ ok: false, problem: 'rooms:problem.closed' })
  expect(await tell(chair, 'room:say', { ...here(), cmdId: newId(), text: 'còn nghe không' })).toMatchObject({ ok: false })
})
