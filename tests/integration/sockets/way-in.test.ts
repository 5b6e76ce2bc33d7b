import { afterAll, beforeAll, expect, test } from 'vitest'
import { askToEnter } from '~/domain/rooms/ask-to-enter.server'
import { admit, refuseEntry } from '~/domain/rooms/let-in.server'
import { db } from '~/platform/database/database.server'
import { waitingIn } from '~/sockets/waiting.server'
import { aPerson, anOpenConference } from '../rooms/a-conference'
import { aServer, connected, happens, tell, until } from './a-server'

let server: Awaited<ReturnType<typeof aServer>>
let world: Awaited<ReturnType<typeof anOpenConference>>
beforeAll(async () => {
  world = await anOpenConference()
  server = await aServer()
})
afterAll(() => server.close())

type Changed = { topics: string[] }

test('a request appears before the chair within a second, the answer before the one who asked, who then goes in', async () => {
  const colleague = await aPerson(world.requestingId, ['treatingDoctor'], 'Nguyễn Thị Hạnh')
  const [chair, asks] = [await connected(server.url, world.chair), await connected(server.url, colleague)]
  await tell(chair.socket, 'watch', [`conference:${world.conferenceId}`])
  expect(await tell(asks.socket, 'watch', [`person:${colleague.personId}`, `conference:${world.conferenceId}`, `waiting:${world.conferenceId}`])).toMatchObject({ refused: { length: 2 } })
  const seen = happens<Changed>(chair.socket, 'changed', 1_000)
  await askToEnter(colleague, { conferenceId: world.conferenceId, note: '' })
  expect((await seen).topics).toEqual([`conference:${world.conferenceId}`])
  const { id } = await db.entryRequest.findFirstOrThrow({ where: { personId: colleague.personId, outcome: null } })
  expect(await tell(asks.socket, 'room:join', { conferenceId: world.conferenceId, lastSeq: 0 })).toEqual({ ok: false, problem: 'rooms:problem.notMember' })
  const told = happens<Changed>(asks.socket, 'changed', 1_000)
  await admit(world.chair, { conferenceId: world.conferenceId, requestId: id })
  expect((await told).topics).toEqual([`person:${colleague.personId}`])
  expect(await tell(asks.socket, 'room:join', { conferenceId: world.conferenceId, lastSeq: 0 })).toMatchObject({ ok: true })
  // A line that drops puts nobody back: membership is the pass.
  asks.socket.disconnect().connect()
  await happens(asks.socket, 'connect')
  expect(await tell(asks.socket, 'room:join', { conferenceId: world.conferenceId, lastSeq: 0 })).toMatchObject({ ok: true })
})

test('a refusal is told at once', async () => {
  const colleague = await aPerson(world.requestingId, ['head'], 'Lê Văn Hai')
  const asks = await connected(server.url, colleague)
  await tell(asks.socket, 'watch', [`person:${colleague.personId}`])
  await askToEnter(colleague, { conferenceId: world.conferenceId, note: '' })
  await happens<Changed>(asks.socket, 'changed', 1_000)
  const { id } = await db.entryRequest.findFirstOrThrow({ where: { personId: colleague.personId, outcome: null } })
  const told = happens<Changed>(asks.socket, 'changed', 1_000)
  await refuseEntry(world.chair, { conferenceId: world.conferenceId, requestId: id, reason: 'Phòng đã đủ người.' })
  await told
})

test('members see who else waits, as long as that page is open', async () => {
  const [doctor, specialist] = [await connected(server.url, world.doctor), await connected(server.url, world.specialist)]
  const topic = `waiting:${world.conferenceId}`
  await tell(doctor.socket, 'watch', [topic])
  const came = happens<Changed>(doctor.socket, 'changed', 1_000)
  await tell(specialist.socket, 'watch', [topic])
  expect((await came).topics).toEqual([topic])
  expect(waitingIn(world.conferenceId).sort()).toEqual([world.doctor.personId, world.specialist.personId].sort())
  const went = happens<Changed>(doctor.socket, 'changed', 1_000)
  await tell(specialist.socket, 'watch', [])
  await went
  expect(waitingIn(world.conferenceId)).toEqual([world.doctor.personId])
  doctor.socket.disconnect()
  await until(() => waitingIn(world.conferenceId), (ids) => ids.length === 0)
  const stranger = await connected(server.url, world.stranger)
  expect(await tell(stranger.socket, 'watch', [topic])).toMatchObject({ refused: [topic] })
})
