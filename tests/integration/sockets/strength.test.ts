import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { transact } from '~/domain/audit/transact.server'
import { endSignIn } from '~/domain/people/end-sign-in.server'
import { append } from '~/domain/rooms/append.server'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { backlogOf } from '~/sockets/backlog.server'
import type { Connection } from '~/sockets/connection'
import { aPerson, anOpenConference, aSignIn } from '../rooms/a-conference'
import { aPage } from './a-page'
import { aProcess } from './a-process'
import { aBrowser, aServer, connected, happens, tell, until } from './a-server'

async function aRoom() {
  const world = await anOpenConference()
  const server = await aServer()
  onTestFinished(() => server.close())
  const { conferenceId } = world
  const chats = (count: number, text: string) => Promise.all(Array.from({ length: count }, () => append(conferenceId, { cmdId: newId(), personId: world.chair.personId, kind: 'chat', body: { text } })))
  return { ...world, server, chats }
}

interface Tap { pause: () => void; resume: () => void }
const isTap = (value: unknown): value is Tap => typeof value === 'object' && value !== null && 'pause' in value && 'resume' in value

/** The browser's TCP connection, which can be made to read nothing. */
function tapOf(socket: Connection): Tap {
  const { transport } = socket.io.engine
  const inner: unknown = 'ws' in transport ? transport.ws : null
  if (!isTap(inner)) throw new Error('No WebSocket')
  return inner
}

test('a browser that stops reading is sent no pointers, is ended at a megabyte, and has everything when it is back', async () => {
  const { server, conferenceId, doctor, chair, chats } = await aRoom()
  const slow = await aPage(server.url, conferenceId, doctor)
  const quick = await connected(server.url, chair)
  await tell(quick.socket, 'room:join', { conferenceId, lastSeq: 0 })
  const itsEnd = [...server.io.sockets.sockets.values()].find(({ data }) => data.actor.personId === doctor.personId)
  if (!itsEnd) throw new Error('Not there')
  const tap = tapOf(slow.socket)
  tap.pause()
  while (backlogOf(itsEnd) < 100_000) await chats(10, 'x'.repeat(20_000))

  const behind = backlogOf(itsEnd)
  for (let n = 0; n < 30; n++) await tell(quick.socket, 'room:point', { conferenceId, fileId: newId(), page: 1, x: 0.5, y: 0.5 })
  expect(backlogOf(itsEnd)).toBe(behind)

  let most = behind
  for (let n = 0; n < 20 && itsEnd.connected; n++) {
    await chats(5, 'y'.repeat(20_000))
    most = Math.max(most, backlogOf(itsEnd))
  }
  await until(() => itsEnd.connected, (there) => !there, 1_000)
  expect(most).toBeLessThan(1_200_000)
  expect(quick.socket.connected).toBe(true)
  tap.resume()
  const { seq, chat } = await until(() => currentState(conferenceId), (state) => state.people[doctor.personId]?.state === 'here' && state.people[doctor.personId]?.stays.length === 2)
  await until(slow.link.view, (view) => view.line === 'up' && view.state.seq >= seq)
  expect(slow.link.view().state.chat).toEqual(chat)
})

test('1,000 messages a second from one: refused as too fast, then cut off; what the others say takes no longer', async () => {
  const { server, conferenceId, doctor, chair, specialist } = await aRoom()
  const [loud, speaker, listener] = [await connected(server.url, doctor), await connected(server.url, chair), await connected(server.url, specialist)]
  for (const { socket } of [loud, speaker, listener]) await tell(socket, 'room:join', { conferenceId, lastSeq: 0 })
  const spoken = async () => {
    const began = performance.now()
    const heard = happens(listener.socket, 'room:entries')
    await tell(speaker.socket, 'room:say', { conferenceId, cmdId: newId(), text: 'mạch 110' })
    await heard
    return performance.now() - began
  }
  const quiet = [await spoken(), await spoken(), await spoken()]
  const answers: unknown[] = []
  loud.socket.io.reconnection(false)
  const gone = happens(loud.socket, 'disconnect')
  const flood = setInterval(() => {
    for (let n = 0; n < 10; n++) loud.socket.emit('room:say', { conferenceId, cmdId: newId(), text: 'x' }, (answer) => answers.push(answer))
  }, 10)
  onTestFinished(() => clearInterval(flood))
  const meanwhile = []
  for (let n = 0; n < 8; n++) meanwhile.push(await spoken())
  await gone
  expect(answers).toContainEqual({ ok: false, problem: 'rooms:problem.tooFast', again: true })
  expect(await db.roomEntry.count({ where: { conferenceId, kind: 'chat', personId: doctor.personId } })).toBeLessThan(80)
  expect(Math.max(...meanwhile)).toBeLessThan(Math.max(...quiet) + 250)
})

test('whoever connects again and again is refused for a while', async () => {
  const { server, supportingId } = await aRoom()
  const { cookie } = await aSignIn(await aPerson(supportingId, ['specialist'], 'Hà Quang Tuyển'))
  const words: string[] = []
  for (let n = 0; n < 65; n++) {
    const socket = aBrowser(server.url, cookie, { reconnection: false })
    words.push(await Promise.race([happens(socket, 'connect').then(() => 'connect'), happens<Error>(socket, 'connect_error').then(({ message }) => message)]))
    socket.close()
  }
  expect(words.slice(0, 40).every((word) => word === 'connect')).toBe(true)
  expect(words.at(-1)).toBe('tooMany')
})

describe('coming back', () => {
  test('a tab that slept while 600 things happened: one answer brings the state, and what was typed is said once', async () => {
    const { server, conferenceId, doctor, chats } = await aRoom()
    const { link, socket } = await aPage(server.url, conferenceId, doctor)
    socket.disconnect()
    await until(link.view, (view) => view.line === 'down')
    link.send('room:say', { text: 'nói trước khi ngủ' })
    await chats(600, 'lát 18')
    let answers = 0
    socket.onAny(() => { answers += 1 })
    socket.connect()
    await until(link.view, (view) => view.line === 'up' && view.pending.length === 0)
    await until(link.view, (view) => view.state.chat.length === 601)
    expect(link.view().state.chat.filter(({ text }) => text === 'nói trước khi ngủ')).toHaveLength(1)
    expect(link.view().state).toEqual(await currentState(conferenceId))
    // Its own coming and its own line; nothing of the 600 came one by one.
    expect(answers).toBeLessThan(5)
  })

  test('the process is killed between the commit and its answer: said again with the same id, it stands once', async () => {
    const { conferenceId, doctor } = await anOpenConference()
    const { child, port } = await aProcess()
    const ended = new Promise<string | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    const { link } = await aPage(`http://127.0.0.1:${port}`, conferenceId, doctor)
    link.send('room:say', { text: 'không ai trả lời' })
    expect(await ended).toBe('SIGKILL')
    expect(await db.roomEntry.count({ where: { conferenceId, kind: 'chat' } })).toBe(1)
    expect(link.view().pending).toHaveLength(1)
    const again = await aServer(port)
    onTestFinished(() => again.close())
    await until(link.view, (view) => view.line === 'up' && view.pending.length === 0, 10_000)
    expect(await db.roomEntry.count({ where: { conferenceId, kind: 'chat' } })).toBe(1)
    expect(link.view().state.chat).toHaveLength(1)
  })
})

describe('the browser’s clock', () => {
  afterEach(() => void vi.useRealTimers())
  test('may be five hours off: what the page says of times is the server’s', async () => {
    const { server, conferenceId, doctor } = await aRoom()
    const right = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: right + 5 * 3_600_000, shouldAdvanceTime: false })
    const { link, socket } = await aPage(server.url, conferenceId, doctor)
    socket.disconnect()
    link.send('room:say', { text: 'chờ gửi' })
    for (const at of [link.view().downSince, link.view().pending[0]?.since, link.now()]) expect(Math.abs(Date.parse(at ?? '') - right)).toBeLessThan(20_000)
  })
})

describe('within a second', () => {
  test('an ended sign-in is out of the room, for the others too', async () => {
    const { server, conferenceId, doctor } = await aRoom()
    const page = await aPage(server.url, conferenceId, doctor)
    const began = performance.now()
    await endSignIn(doctor, { handle: page.tokenHash })
    await until(page.link.view, ({ line }) => line !== 'up', 1_000)
    await until(() => currentState(conferenceId), ({ people }) => people[doctor.personId]?.state !== 'here', 1_000)
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('a member who is taken out hears nothing any more, and is told so', async () => {
    const { server, conferenceId, specialist, chair, chats } = await aRoom()
    const page = await aPage(server.url, conferenceId, specialist)
    const began = performance.now()
    await transact(chair, async (tx, record) => {
      await tx.conferenceMember.delete({ where: { conferenceId_personId: { conferenceId, personId: specialist.personId } } })
      record({ name: 'test.removed', subject: 'conference', subjectId: conferenceId, facts: { personId: specialist.personId }, audience: [] })
    })
    await until(page.link.view, ({ line }) => line === 'refused', 1_000)
    expect(performance.now() - began).toBeLessThan(1_000)
    await chats(1, 'chỉ cho người còn lại')
    expect(page.link.view().state.chat).toHaveLength(0)
  })
})
