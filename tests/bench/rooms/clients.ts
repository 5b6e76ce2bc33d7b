import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Place } from './place'

/*
 * 1,200 browsers as plain sockets, the same for both servers, so that only the server differs. Socket.IO's wire is spoken by hand:
 * 2 and 3 are ping and pong, 40 connects, 42[…] is an event, 42n[…] one that wants the answer 43n[…].
 */
interface Client { socket: WebSocket; place: Place; personId: string; answered: (() => void) | null; next: number }
const clients: Client[] = []
let heard = 0
let entries = 0

async function connect({ port, protocol, rooms }: { port: number; protocol: 'ws' | 'socket.io'; rooms: Place[] }): Promise<void> {
  for (const place of rooms) {
    // A few at a time: nobody opens 200 doors in the same millisecond.
    for (let at = 0; at < place.people.length; at += 10) {
      await Promise.all(place.people.slice(at, at + 10).map(({ personId, cookie }) => (protocol === 'ws' ? plain(port, place, personId) : full(port, place, personId, cookie))))
    }
  }
}

async function plain(port: number, place: Place, personId: string): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${place.conferenceId}`, { perMessageDeflate: false })
  const client: Client = { socket, place, personId, answered: null, next: 0 }
  clients.push(client)
  socket.on('message', () => { heard += 1 })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
}

function full(port: number, place: Place, personId: string, cookie: string): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false, headers: { cookie, origin: process.env.BENCH_ORIGIN ?? 'http://localhost:3000' } })
  const client: Client = { socket, place, personId, answered: null, next: 1 }
  clients.push(client)
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (bytes: Buffer) => {
      const text = bytes.toString('latin1')
      if (text.startsWith('42["room:point"')) heard += 1
      else if (text.startsWith('42["room:entries"')) entries += text.split('"seq":').length - 1
      else if (text.startsWith('43')) answer(client, text, resolve)
      else if (text === '2') socket.send('3')
      else if (text.startsWith('0')) socket.send('40')
      else if (text.startsWith('40')) socket.send(`420["room:join",{"conferenceId":"${place.conferenceId}","lastSeq":2147483647}]`)
      else if (text.startsWith('44')) reject(new Error(text))
    })
  })
}

function answer(client: Client, text: string, joined: () => void): void {
  if (!text.includes('"ok":true')) throw new Error(text.slice(0, 200))
  if (text.startsWith('430[')) joined()
  else client.answered?.()
}

const presenters = (): Client[] => [...new Map(clients.map((client) => [client.place, client])).values()]

/** The bytes a browser sends for a pointer; the bare server passes on the ones that Socket.IO's receivers get. */
async function point({ seconds, perSecond }: { seconds: number; perSecond: number }): Promise<number> {
  const fileId = randomUUID()
  heard = 0
  const timer = setInterval(() => {
    for (const { socket, place, personId, next } of presenters()) {
      const at = `"conferenceId":"${place.conferenceId}","fileId":"${fileId}","page":1,"x":${Math.random().toFixed(4)},"y":${Math.random().toFixed(4)}`
      socket.send(next === 0 ? `42["room:point",{${at},"personId":"${personId}"}]` : `42["room:point",{${at}}]`)
    }
  }, 1000 / perSecond)
  await pause(seconds * 1000)
  clearInterval(timer)
  await pause(300)
  return heard
}

async function say({ seconds }: { seconds: number }): Promise<number> {
  const end = Date.now() + seconds * 1000
  let count = 0
  entries = 0
  await Promise.all(clients.map(async (client) => {
    while (Date.now() < end) {
      const done = new Promise<void>((resolve) => { client.answered = resolve })
      client.socket.send(`42${client.next++}["room:say",{"conferenceId":"${client.place.conferenceId}","cmdId":"${randomUUID()}","text":"Đã giữ 4 đơn vị huyết tương."}]`)
      await done
      if (Date.now() < end) count += 1
    }
  }))
  return count
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

process.on('message', (message: { ask: 'connect' | 'point' | 'say'; port: number; protocol: 'ws' | 'socket.io'; rooms: Place[]; seconds: number; perSecond: number }) => {
  const run = message.ask === 'connect' ? connect(message).then(() => ({})) : message.ask === 'point' ? point(message).then((count) => ({ count })) : say(message).then((count) => ({ count, heard: entries }))
  run.then((result) => process.send?.(result), (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
})
process.send?.({ port: 0 })
