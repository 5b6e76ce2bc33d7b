import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Place } from './place'

/*
 * The people of one room as plain sockets, for the two figures of latency: how long until everybody who comes at the same moment has
 * the room, and how long until the last one has heard what one of them said.
 */
interface Question { ask: 'return' | 'say'; port: number; protocol: 'ws' | 'socket.io'; place: Place; lastSeq: number; bytes: number; seconds: number; perSecond: number }
interface Person { socket: WebSocket; came: Promise<number> }

function comes({ port, protocol, place, lastSeq, bytes }: Question, { cookie }: Place['people'][number], heard: (text: string) => void): Person {
  const began = performance.now()
  const address = protocol === 'ws' ? `ws://127.0.0.1:${port}/${place.conferenceId}?bytes=${bytes}` : `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`
  const socket = new WebSocket(address, { perMessageDeflate: false, headers: { cookie, origin: process.env.BENCH_ORIGIN ?? 'http://localhost:3000' } })
  const came = new Promise<number>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1')
      if (text.startsWith('42["room:entries"') || text.startsWith('said')) heard(text)
      else if (text.startsWith('430[') || text.startsWith('state')) {
        if (text.startsWith('430[') && !text.includes('"ok":true')) return reject(new Error(text.slice(0, 200)))
        received = text.length
        resolve(performance.now() - began)
      } else if (text === '2') socket.send('3')
      else if (text.startsWith('0')) socket.send('40')
      else if (text.startsWith('40')) socket.send(`420["room:join",{"conferenceId":"${place.conferenceId}","lastSeq":${lastSeq}}]`)
      else if (text.startsWith('44')) reject(new Error(text))
    })
  })
  return { socket, came }
}
let received = 0

/** All at the same moment: ms from the first byte to the room, of each. */
async function returning(question: Question) {
  const people = question.place.people.map((person) => comes(question, person, () => undefined))
  const times = await Promise.all(people.map(({ came }) => came))
  for (const { socket } of people) socket.terminate()
  return { times, bytes: received }
}

/** One speaks at an even pace: ms from speaking until the last of the others has heard it, of each line. */
async function speaking(question: Question) {
  const { place, protocol, seconds, perSecond } = question
  const said = new Map<string, { at: number; heard: number; last: number }>()
  const hears = (text: string) => {
    for (const [mark] of text.matchAll(/#\d+#/g)) {
      const line = said.get(mark)
      if (!line) continue
      line.heard += 1
      line.last = performance.now() - line.at
    }
  }
  const [speaker, ...listeners] = place.people
  if (!speaker) throw new Error('Nobody there')
  const mine = comes(question, speaker, () => undefined)
  await mine.came
  const others = []
  for (const person of listeners) {
    const other = comes(question, person, hears)
    await other.came
    others.push(other)
  }
  for (let n = 0; n < seconds * perSecond; n++) {
    const mark = `#${n}#`
    const text = `Đã giữ 4 đơn vị huyết tương. ${mark}`
    said.set(mark, { at: performance.now(), heard: 0, last: Infinity })
    mine.socket.send(protocol === 'ws' ? `said${text.padEnd(190)}` : `42${n + 1}["room:say",{"conferenceId":"${place.conferenceId}","cmdId":"${randomUUID()}","text":"${text}"}]`)
    await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond))
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (const { socket } of [mine, ...others]) socket.terminate()
  return { times: [...said.values()].map(({ heard, last }) => (heard === listeners.length ? last : Infinity)), bytes: received }
}

process.on('message', (question: Question) => {
  const run = question.ask === 'return' ? returning(question) : speaking(question)
  run.then((answer) => process.send?.(answer), (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
})
process.send?.({ port: 0 })
