import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { emptyRoom } from '~/domain/rooms/room-state'
import { db } from '~/platform/database/database.server'
import { ConclusionDraft } from '~/sockets/conclusion-draft'
import { comeBack, type Connection } from '~/sockets/connection'
import { RoomLink } from '~/sockets/room-link'
import type { Actor } from '~/domain/audit/actor'
import { aSignIn, anOpenConference } from '../rooms/a-conference'
import { aServer, origin, until } from './a-server'

/** A page's hold on the room: its own link over its own connection. */
async function aPage(url: string, conferenceId: string, actor: Actor) {
  const { cookie } = await aSignIn(actor)
  const socket: Connection = connect(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie, origin: origin() }, reconnectionDelay: 50, reconnectionDelayMax: 100, randomizationFactor: 0 })
  comeBack(socket)
  const link = new RoomLink(conferenceId, emptyRoom, () => Promise.resolve(socket))
  link.start()
  onTestFinished(() => {
    link.stop()
    socket.close()
  })
  await until(link.view, (view) => view.line === 'up')
  return { link, socket }
}

test('what is said while the line is down is shown as waiting, and stands in the room once when it is back', async () => {
  const world = await anOpenConference()
  const server = await aServer()
  const doctor = await aPage(server.url, world.conferenceId, world.doctor)
  const chair = await aPage(server.url, world.conferenceId, world.chair)
  doctor.link.send('room:say', { text: 'trước khi mất mạng' })
  await until(chair.link.view, (view) => view.state.chat.length === 1)

  await server.close()
  await until(doctor.link.view, (view) => view.line === 'down')
  doctor.link.send('room:say', { text: 'nói lúc mất mạng' })
  doctor.link.send('room:say', { text: 'và thêm một câu' })
  expect(doctor.link.view().pending.map((command) => command.input)).toEqual([{ text: 'nói lúc mất mạng' }, { text: 'và thêm một câu' }])
  expect(doctor.link.view().state.chat).toHaveLength(1)

  const again = await aServer(server.port)
  onTestFinished(() => again.close())
  await until(doctor.link.view, (view) => view.line === 'up' && view.pending.length === 0, 10_000)
  await until(chair.link.view, (view) => view.state.chat.length === 3, 10_000)
  expect(chair.link.view().state.chat.map((line) => line.text)).toEqual(['trước khi mất mạng', 'nói lúc mất mạng', 'và thêm một câu'])
  expect(chair.link.view().state).toEqual(doctor.link.view().state)
  expect(await db.roomEntry.count({ where: { conferenceId: world.conferenceId, kind: 'chat' } })).toBe(3)
})

test('an answer that is lost on its way is asked for again, and the command stands once', async () => {
  const world = await anOpenConference()
  const server = await aServer()
  onTestFinished(() => server.close())
  const doctor = await aPage(server.url, world.conferenceId, world.doctor)
  // The line breaks right after the command left: it may or may not have been written.
  doctor.link.send('room:say', { text: 'không rõ đã tới chưa' })
  setTimeout(() => doctor.socket.io.engine.close(), 5)
  await until(doctor.link.view, (view) => view.pending.length === 0 && view.state.chat.length === 1, 10_000)
  expect(await db.roomEntry.count({ where: { conferenceId: world.conferenceId, kind: 'chat' } })).toBe(1)
})

test('two writers of one conclusion: the later one keeps the text, sees the other’s, and chooses', async () => {
  const world = await anOpenConference()
  const server = await aServer()
  onTestFinished(() => server.close())
  const chair = await aPage(server.url, world.conferenceId, world.chair)
  const scribe = await aPage(server.url, world.conferenceId, world.scribe)
  const [chairs, scribes] = [new ConclusionDraft(chair.link, world.itemId, 1, world.chair.personId), new ConclusionDraft(scribe.link, world.itemId, 1, world.scribe.personId)]
  chairs.subscribe(() => undefined)
  scribes.subscribe(() => undefined)

  scribes.typed('Mổ trong ngày')
  scribes.save()
  await until(chairs.view, (view) => view.text === 'Mổ trong ngày')
  await until(scribes.view, (view) => view.saving === 'saved')

  chairs.typed('Mổ trong ngày, khoan sọ hai lỗ')
  scribes.typed('Mổ trong ngày, dẫn lưu kín')
  chairs.save()
  scribes.save()
  const [kept, lost] = await until(() => [chairs, scribes].sort((a, b) => Number(a.view().theirs !== null) - Number(b.view().theirs !== null)), ([, second]) => second?.view().theirs !== null)
  if (!kept || !lost) throw new Error('One of two')
  expect(lost.view().theirs?.text).toBe(kept.view().text)
  const mine = lost.view().text
  expect(mine).not.toBe(kept.view().text)
  lost.keepMine()
  await until(kept.view, (view) => view.text === mine)
  expect((await currentState(world.conferenceId)).items[world.itemId]?.conclusions[1]?.text).toBe(mine)
  expect(await db.roomEntry.count({ where: { conferenceId: world.conferenceId, kind: 'conclusion' } })).toBe(3)
})

test('typing goes on while a save is on its way; the next save carries the rest', async () => {
  const world = await anOpenConference()
  const server = await aServer()
  onTestFinished(() => server.close())
  const { link } = await aPage(server.url, world.conferenceId, world.scribe)
  const draft = new ConclusionDraft(link, world.itemId, 2, world.scribe.personId)
  draft.subscribe(() => undefined)
  draft.typed('Mổ tại Ba Vì')
  draft.save()
  draft.typed('Mổ tại Ba Vì, giám sát từ xa')
  await until(async () => (await currentState(world.conferenceId)).items[world.itemId]?.conclusions[2]?.text, (text) => text === 'Mổ tại Ba Vì, giám sát từ xa')
  expect(draft.view()).toMatchObject({ text: 'Mổ tại Ba Vì, giám sát từ xa', theirs: null })
})
