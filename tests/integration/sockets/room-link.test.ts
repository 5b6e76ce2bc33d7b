import { expect, onTestFinished, test } from 'vitest'
import { db } from '~/platform/database/database.server'
import { anOpenConference } from '../rooms/a-conference'
import { aPage } from './a-page'
import { aServer, until } from './a-server'

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
