import { expect, onTestFinished, test } from 'vitest'
import { closeServer } from '~/platform/boot/stopping.server'
import { currentState } from '~/domain/rooms/live-rooms.server'
import { hurry, patience } from '~/sockets/connection'
import { anOpenConference } from '../rooms/a-conference'
import { aPage } from './a-page'
import { aProcess } from './a-process'
import { aServer, happens, until } from './a-server'

/** The patience of the product's own pages. */
const asInProduct = { ...patience, transports: ['websocket'] }
type Page = Awaited<ReturnType<typeof aPage>>
const back = (pages: Page[]) => Promise.all(pages.map(({ link }) => until(link.view, ({ line }) => line === 'up', 15_000)))

test('a server that is told to stop says when to come back, each at another moment; all are back within 6 s of the next one', async () => {
  const { conferenceId, doctor, chair, scribe } = await anOpenConference()
  const first = await aServer()
  const pages = await Promise.all([doctor, chair, scribe, doctor, chair, scribe].map((person) => aPage(first.url, conferenceId, person, asInProduct)))
  const told = Promise.all(pages.map(({ socket }) => happens<{ retryIn: number }>(socket, 'server:draining')))
  await closeServer(first.server, first.io)
  await first.close()
  const moments = (await told).map(({ retryIn }) => retryIn)
  expect(new Set(moments).size).toBeGreaterThan(3)
  expect(Math.max(...moments)).toBeLessThanOrEqual(3_000)
  await Promise.all(pages.map(({ link }) => until(link.view, ({ line }) => line === 'down')))
  for (const { link } of pages.slice(0, 3)) link.send('room:say', { text: 'nói lúc máy chủ dừng' })

  const second = await aServer(first.port)
  onTestFinished(() => second.close())
  const began = performance.now()
  await back(pages)
  expect(performance.now() - began).toBeLessThan(6_000)
  await until(async () => (await currentState(conferenceId)).chat.length, (said) => said === 3)
  for (const { link } of pages) await until(link.view, ({ state, pending }) => state.chat.length === 3 && pending.length === 0)
})

test('a server that was killed and comes back after many tries has its rooms back within 6 s', async () => {
  const { conferenceId, doctor, chair } = await anOpenConference()
  const { child, port, url } = await aProcess()
  const pages = await Promise.all([doctor, chair].map((person) => aPage(url, conferenceId, person, asInProduct)))
  const tries = pages.map(({ socket }) => {
    const seen = { count: 0 }
    socket.io.on('reconnect_attempt', () => { seen.count += 1 })
    return seen
  })
  const cut = performance.now()
  child.kill('SIGKILL')
  await Promise.all(pages.map(({ link }) => until(link.view, ({ line }) => line === 'down')))
  expect(performance.now() - cut).toBeLessThan(1_000)
  pages[0]?.link.send('room:say', { text: 'gõ lúc mất mạng' })
  // Late enough that they wait as long as they ever do.
  await until(() => tries.every(({ count }) => count >= 3), Boolean, 15_000)
  const again = await aServer(port)
  onTestFinished(() => again.close())
  const began = performance.now()
  await back(pages)
  expect(performance.now() - began).toBeLessThan(6_000)
  for (const { link } of pages) await until(link.view, ({ state, pending }) => state.chat.length === 1 && pending.length === 0)
}, 30_000)

test('a line that is known to be back is used at once, not after the pause', async () => {
  const { conferenceId, doctor } = await anOpenConference()
  const { child, port, url } = await aProcess()
  const { link, socket } = await aPage(url, conferenceId, doctor, { ...asInProduct, reconnectionDelay: 60_000, reconnectionDelayMax: 60_000 })
  child.kill('SIGKILL')
  await until(link.view, ({ line }) => line === 'down')
  const again = await aServer(port)
  onTestFinished(() => again.close())
  hurry(socket)
  await until(link.view, ({ line }) => line === 'up', 2_000)
})
