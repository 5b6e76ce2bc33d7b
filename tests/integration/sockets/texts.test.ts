import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import type { Actor } from '~/domain/audit/actor'
import { readTexts } from '~/domain/rooms/stored-texts.server'
import { longestText } from '~/domain/rooms/text-fields'
import { emptyRoom } from '~/domain/rooms/room-state'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { toBase64 } from '~/sockets/bytes'
import { comeBack, type Connection } from '~/sockets/connection'
import { MinutesTexts } from '~/sockets/minutes-texts'
import { RoomLink } from '~/sockets/room-link'
import { TextField } from '../../support/text-field'
import { aSignIn, anOpenConference } from '../rooms/a-conference'
import { aServer, connected, happens, origin, tell, until } from './a-server'

async function aRoom() {
  const world = await anOpenConference()
  const server = await aServer()
  onTestFinished(() => server.close())
  const { id: itemId } = await db.agendaItem.findFirstOrThrow({ where: { conferenceId: world.conferenceId } })
  return { ...world, server, itemId, place: { conferenceId: world.conferenceId, itemId } }
}
type Room = Awaited<ReturnType<typeof aRoom>>

/** A page with the room and one field of the minutes. */
async function aPage({ server, conferenceId, itemId }: Room, actor: Actor, name = 'plan') {
  const { cookie } = await aSignIn(actor)
  const socket: Connection = connect(server.url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie, origin: origin() }, reconnectionDelay: 50, reconnectionDelayMax: 100, randomizationFactor: 0 })
  comeBack(socket)
  const link = new RoomLink(conferenceId, emptyRoom, () => Promise.resolve(socket))
  link.start()
  const texts = new MinutesTexts(link, itemId)
  texts.start()
  onTestFinished(() => {
    texts.stop()
    link.stop()
    socket.close()
  })
  await until(texts.view, (view) => view.saving === 'saved')
  const field = new TextField()
  texts.bind(field, name)
  return { link, socket, texts, field }
}
const isSaved = (page: { texts: MinutesTexts }) => until(page.texts.view, (view) => view.saving === 'saved', 10_000)
const stored = async (itemId: string) => (await readTexts(db, itemId)).plan ?? ''
/** How many changes there have been after the beginning, also where a snapshot has replaced them. */
const updates = async (itemId: string) => {
  const [last, snapshot] = await Promise.all([db.minutesUpdate.aggregate({ where: { itemId }, _max: { seq: true } }), db.minutesSnapshot.findUnique({ where: { itemId } })])
  return Math.max(last._max.seq ?? 0, snapshot?.seq ?? 0) - 1
}
const anUpdate = (words: string, field = 'plan') => {
  const doc = new Y.Doc()
  doc.getText(field).insert(0, words)
  return toBase64(Y.encodeStateAsUpdate(doc))
}

test('two write in one field, one with a keyboard that takes letters back, and everybody in the room reads it', async () => {
  const room = await aRoom()
  const [chair, scribe, reader] = [await aPage(room, room.chair), await aPage(room, room.scribe), await aPage(room, room.specialist)]
  for (const letter of 'nang') chair.field.type(letter)
  for (let times = 0; times < 3; times++) chair.field.backspace()
  scribe.field.type('Theo dõi. ')
  for (const letter of 'ặng ') chair.field.type(letter)
  await Promise.all([isSaved(chair), isSaved(scribe)])
  const whole = await until(() => reader.texts.text('plan'), (text) => text.includes('nặng ') && text.includes('Theo dõi. '))
  await until(() => [chair.field.value, scribe.field.value], ([one, two]) => one === whole && two === whole)
  expect(await stored(room.itemId)).toBe(whole.trim())
  // What was typed together travelled together.
  expect(await updates(room.itemId)).toBeLessThan(6)
})

test('what is typed while the line is down waits on the page, and is there once when it is back; so is what others wrote', async () => {
  const room = await aRoom()
  const [scribe, chair] = [await aPage(room, room.scribe), await aPage(room, room.chair)]
  scribe.socket.disconnect()
  await until(scribe.texts.view, (view) => view.saving === 'opening' || scribe.link.view().line === 'down')
  scribe.field.type('viết lúc mất mạng ')
  expect(scribe.texts.view().saving).toBe('waiting')
  expect(scribe.texts.unsaved).toBe(true)
  chair.field.type('của chủ tọa ')
  await isSaved(chair)
  scribe.socket.connect()
  await isSaved(scribe)
  const whole = await until(() => chair.field.value, (text) => text.includes('mất mạng') && text.includes('chủ tọa'))
  await until(() => scribe.field.value, (text) => text === whole)
  expect(await stored(room.itemId)).toBe(whole.trim())
  expect(await updates(room.itemId)).toBe(2)
})

test('an answer that is lost is asked for again under the same id; the text stands once', async () => {
  const room = await aRoom()
  const [scribe, chair] = [await aPage(room, room.scribe), await aPage(room, room.chair)]
  let broke = 0
  chair.socket.on('minutes:update', () => {
    // The others have it, so it is committed; its writer’s line breaks before the next thing comes.
    if (broke++ < 3) scribe.socket.io.engine.close()
  })
  for (const word of ['một ', 'hai ', 'ba ', 'bốn ']) {
    scribe.field.type(word)
    await until(() => chair.field.value, (text) => text.endsWith(word), 10_000)
    await isSaved(scribe)
  }
  expect(await stored(room.itemId)).toBe('một hai ba bốn')
  expect(chair.field.value).toBe('một hai ba bốn ')
  expect(await updates(room.itemId)).toBe(4)
})

test('a server that stops and comes back loses nothing that was typed meanwhile', async () => {
  const room = await aRoom()
  const scribe = await aPage(room, room.scribe)
  scribe.field.type('trước ')
  await room.server.close()
  await until(scribe.link.view, (view) => view.line === 'down')
  scribe.field.type('trong lúc ')
  const again = await aServer(room.server.port)
  onTestFinished(() => again.close())
  await isSaved(scribe)
  expect(await stored(room.itemId)).toBe('trước trong lúc')
})

test('a whole page of text goes in, is deleted, and is taken back', async () => {
  const room = await aRoom()
  const scribe = await aPage(room, room.scribe)
  const page = 'Bệnh nhân tỉnh, gọi hỏi biết. '.repeat(600)
  scribe.field.type(page)
  await isSaved(scribe)
  scribe.field.setSelectionRange(0, page.length)
  scribe.field.backspace()
  await isSaved(scribe)
  expect(await stored(room.itemId)).toBe('')
  scribe.field.press('z')
  expect(scribe.field.value).toBe(page)
  await until(() => stored(room.itemId), (text) => text === page.trim())
  await isSaved(scribe)
})

test('a text too long is refused with a reason, stays on the page, and is stored once it is shorter; the other fields too', async () => {
  const room = await aRoom()
  const scribe = await aPage(room, room.scribe)
  scribe.field.type('x'.repeat(longestText))
  await isSaved(scribe)
  // Two at once can do what the field's own limit does not let one do.
  scribe.field.type('quá')
  await until(scribe.texts.view, (view) => view.saving === 'refused')
  expect(scribe.texts.view().refused).toMatchObject({ problem: 'rooms:problem.textTooLong', params: { most: longestText } })
  expect(scribe.field.value).toHaveLength(longestText + 3)
  const other = new TextField()
  scribe.texts.bind(other, 'overall')
  other.type('giữ lại')
  scribe.field.setSelectionRange(0, 10)
  scribe.field.backspace()
  await isSaved(scribe)
  expect(await readTexts(db, room.itemId)).toMatchObject({ plan: `${'x'.repeat(longestText - 10)}quá`, overall: 'giữ lại' })
})

test('whoever only reads is told so when a script writes for them, and a page that leaves stores what was typed first', async () => {
  const room = await aRoom()
  const [reader, scribe] = [await aPage(room, room.specialist), await aPage(room, room.scribe)]
  reader.field.type('không được')
  await until(reader.texts.view, (view) => view.saving === 'refused')
  expect(reader.texts.view().refused?.problem).toBe('rooms:problem.textsNotYours')
  scribe.field.type('gõ xong đi ngay')
  scribe.texts.stop()
  await until(() => stored(room.itemId), (text) => text === 'gõ xong đi ngay')
})

test('who is writing which text is shown to the others, and only by those who may', async () => {
  const room = await aRoom()
  const [scribe, chair, reader] = [await aPage(room, room.scribe), await aPage(room, room.chair), await aPage(room, room.specialist)]
  reader.socket.emit('minutes:writing', { ...room.place, field: 'overall' })
  scribe.field.type('x')
  await until(chair.texts.view, (view) => view.writing.plan === room.scribe.personId)
  expect(chair.texts.view().writing).toEqual({ plan: room.scribe.personId })
})

test('when the last writer leaves one snapshot is left behind', async () => {
  const room = await aRoom()
  const [scribe, chair] = [await aPage(room, room.scribe), await aPage(room, room.chair)]
  for (const page of [scribe, chair]) {
    page.field.type('x')
    await isSaved(page)
  }
  scribe.socket.close()
  chair.socket.close()
  await until(() => db.minutesUpdate.count({ where: { itemId: room.itemId } }), (count) => count === 0)
  expect(await stored(room.itemId)).toBe('xx')
})

test('five megabytes, wrong shapes and a flood: refused or put out, and the server goes on', async () => {
  const room = await aRoom()
  const { socket } = await connected(room.server.url, room.scribe)
  const bad = { ok: false, problem: 'rooms:problem.shape' }
  for (const update of ['', '!', 'abc', '====', 42, null, { length: 3 }, 'A'.repeat(60_000)]) {
    expect(await tell(socket, 'minutes:update', { ...room.place, cmdId: newId(), update })).toMatchObject({ ok: false })
  }
  for (const input of [{}, null, { ...room.place, cmdId: 'x', update: 'AAA=' }, { ...room.place, cmdId: newId(), update: 'AAA=', personId: room.chair.personId }]) {
    expect(await tell(socket, 'minutes:update', input)).toEqual(bad)
  }
  expect(await tell(socket, 'minutes:sync', { ...room.place, stateVector: '//79' })).toMatchObject(bad)
  expect(await tell(socket, 'minutes:update', { ...room.place, cmdId: newId(), update: anUpdate('x', 'conclusion:9') })).toMatchObject(bad)

  const gone = happens<string>(socket, 'disconnect')
  void tell(socket, 'minutes:update', { ...room.place, cmdId: newId(), update: 'A'.repeat(5_000_000) }).catch(() => undefined)
  await gone
  const fresh = await connected(room.server.url, room.scribe)
  const answers = await Promise.all(Array.from({ length: 80 }, () => tell(fresh.socket, 'minutes:update', { ...room.place, cmdId: newId(), update: anUpdate('') })))
  expect(answers.some(({ problem }) => problem === 'rooms:problem.tooFast')).toBe(true)
  const page = await aPage(room, room.chair)
  page.field.type('vẫn chạy')
  await isSaved(page)
  expect(await stored(room.itemId)).toBe('vẫn chạy')
})
