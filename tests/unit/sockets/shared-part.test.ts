import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { lengthOf, preceded, shareBytes, shareParts, sharing } from '~/sockets/shared-part'

/** A server that answers everybody with the same part, and with a number of their own. */
async function aServer(part: object) {
  const server = http.createServer()
  const io = new Server(server, { perMessageDeflate: false })
  shareParts(io)
  let given = 0
  io.on('connection', (socket) => {
    socket.conn.on('packetCreate', shareBytes)
    socket.on('get', (_: unknown, ack: (answer: object) => void) => ack(preceded({ ok: true }, sharing({ own: `của riêng ${++given}` }, part))))
    socket.on('plain', (_: unknown, ack: (answer: object) => void) => ack({ ok: true, part }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void io.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function aBrowser(url: string, transport: 'websocket' | 'polling') {
  const socket = connect(url, { transports: [transport], upgrade: false, forceNew: true })
  onTestFinished(() => void socket.close())
  return (event: string): Promise<unknown> => socket.timeout(5_000).emitWithAck(event, {})
}

// Frames name their length in one byte, in three, or in nine.
test.each([1, 200, 70_000])('a part of %i words arrives as it is, over both transports, beside what is one’s own', async (words) => {
  const text = 'huyết áp '.repeat(words)
  const url = await aServer({ seq: words, state: { text, nothing: null } })
  for (const ask of [aBrowser(url, 'websocket'), aBrowser(url, 'polling')]) {
    const answers = [await ask('get'), await ask('plain'), ...await Promise.all([ask('get'), ask('get')])]
    expect(answers).toMatchObject([{ ok: true, seq: words, state: { text, nothing: null } }, { part: { seq: words } }, { state: { text } }, { state: { text } }])
    expect(new Set(answers.map((answer) => (answer as { own?: string }).own)).size).toBe(4)
  }
})

test('however many get it, it is written once', async () => {
  let written = 0
  const part = { seq: 1, state: { toJSON: () => `bản ${++written}` } }
  const url = await aServer(part)
  const answers = await Promise.all(Array.from({ length: 20 }, () => aBrowser(url, 'websocket')('get')))
  expect(answers).toMatchObject(Array.from({ length: 20 }, () => ({ ok: true, seq: 1, state: 'bản 1' })))
  expect(lengthOf(part)).toBe('"seq":1,"state":"bản 1"}]'.length)
})
