import { afterAll, beforeAll, expect, test } from 'vitest'
import { attendanceOf } from '~/domain/rooms/attendance'
import { currentState } from '~/domain/rooms/live-rooms.server'
import type { Actor } from '~/domain/audit/actor'
import { db } from '~/platform/database/database.server'
import { sweepLines } from '~/sockets/line-handlers.server'
import type { RoomServer } from '~/sockets/connection.server'
import { anOpenConference } from '../rooms/a-conference'
import { aServer, connected, happens, tell, until } from './a-server'

let server: Awaited<ReturnType<typeof aServer>>
let world: Awaited<ReturnType<typeof anOpenConference>>
beforeAll(async () => {
  world = await anOpenConference()
  server = await aServer()
})
afterAll(() => server.close())

const here = () => ({ conferenceId: world.conferenceId })
async function inRoom(actor: Actor) {
  const { socket } = await connected(server.url, actor)
  expect(await tell(socket, 'room:join', { ...here(), lastSeq: 0 })).toMatchObject({ ok: true })
  return socket
}
const entries = () => db.roomEntry.findMany({ where: { ...here(), kind: 'line' }, orderBy: { seq: 'asc' }, select: { personId: true, body: true } })
const sweepAfter = (ms: number) => sweepLines(server.io as unknown as RoomServer, Date.now() + ms)

test('how somebody hears is told to the room and not kept; bad for more than ten seconds it stands in the log, and so does its end', async () => {
  const [doctor, chair] = [await inRoom(world.doctor), await inRoom(world.chair)]
  const heard = happens<object>(chair, 'media:line')
  expect(await tell(doctor, 'media:line', { ...here(), quality: 'bad', reason: 'loss' })).toEqual({ ok: true })
  expect(await heard).toEqual({ ...here(), personId: world.doctor.personId, quality: 'bad', reason: 'loss' })
  sweepAfter(9_000)
  // What the sweep would have written goes before this in the same room's log.
  await tell(chair, 'room:say', { ...here(), cmdId: crypto.randomUUID(), text: 'Nghe rõ không?' })
  expect(await entries()).toEqual([])

  const written = happens<object>(chair, 'room:entries')
  sweepAfter(11_000)
  sweepAfter(11_500)
  await written
  const weak = { personId: world.doctor.personId, body: { quality: 'bad' } }
  expect(await entries()).toEqual([weak])
  sweepAfter(60_000)

  expect(await tell(doctor, 'media:line', { ...here(), quality: 'fair', reason: 'delay' })).toEqual({ ok: true })
  await until(entries, (all) => all.length > 1)
  expect(await entries()).toEqual([weak, { personId: world.doctor.personId, body: { quality: 'fair' } }])
  const state = await currentState(world.conferenceId)
  expect(state.weak[world.doctor.personId]).toMatchObject([{ from: expect.any(String), until: expect.any(String) }])
  // An interruption of what one hears is no absence.
  expect(attendanceOf(state, new Date().toISOString()).find(({ personId }) => personId === world.doctor.personId)?.stays).toHaveLength(1)
})

test('more than one word in two seconds is not taken, and from outside none', async () => {
  const [scribe, stranger] = [await inRoom(world.scribe), (await connected(server.url, world.stranger)).socket]
  const said: object[] = []
  scribe.on('media:line', (message) => said.push(message))
  const specialist = await inRoom(world.specialist)
  const word = { ...here(), quality: 'good', reason: 'none' }
  const answers = await Promise.all(Array.from({ length: 6 }, () => tell(specialist, 'media:line', word)))
  expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(2)
  await tell(stranger, 'media:line', word)
  expect(await tell(specialist, 'media:line', { ...word, quality: 'awful' })).toMatchObject({ ok: false })
  await tell(scribe, 'room:raise-hand', { ...here(), cmdId: crypto.randomUUID(), raised: true })
  expect(said.length).toBeLessThanOrEqual(2)
  expect(said.every((message) => 'personId' in message && message.personId === world.specialist.personId)).toBe(true)
})

test('the chair switches a microphone off, its owner on again; while all are closed only whoever is let speak', async () => {
  const [chair, doctor, specialist] = [await inRoom(world.chair), await inRoom(world.doctor), await inRoom(world.specialist)]
  const command = (more: object) => ({ ...here(), cmdId: crypto.randomUUID(), ...more })
  const microphones = async () => (await currentState(world.conferenceId)).microphones
  const { personId } = world.doctor
  expect(await tell(specialist, 'room:mute', command({ personId, muted: true }))).toMatchObject({ ok: false, problem: 'rooms:problem.notAllowed' })
  expect(await tell(specialist, 'room:microphones', command({ closed: true }))).toMatchObject({ ok: false, problem: 'rooms:problem.notAllowed' })
  const off = command({ personId, muted: true })
  const [first, second] = [await tell(chair, 'room:mute', off), await tell(chair, 'room:mute', off)]
  expect(second).toEqual(first)
  expect(await microphones()).toMatchObject({ muted: [personId] })
  expect(await tell(doctor, 'room:unmute', command({}))).toMatchObject({ ok: true })
  expect(await microphones()).toMatchObject({ muted: [] })

  expect(await tell(chair, 'room:microphones', command({ closed: true }))).toMatchObject({ ok: true })
  expect(await tell(doctor, 'room:unmute', command({}))).toMatchObject({ ok: false, problem: 'rooms:problem.microphonesClosed' })
  expect(await tell(chair, 'room:mute', command({ personId, muted: false }))).toMatchObject({ ok: true })
  expect(await microphones()).toEqual({ closed: true, muted: [], free: [personId] })
  const { socket: stranger } = await connected(server.url, world.stranger)
  expect(await tell(stranger, 'room:unmute', command({}))).toMatchObject({ ok: false, problem: 'rooms:problem.notMember' })
})
