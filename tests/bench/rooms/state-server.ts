import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { WebSocketServer, WebSocket } from 'ws'

/*
 * The reference for coming back and for the last receiver: whoever connects is looked up in the database once and gets so many bytes;
 * what is said goes to everybody else in the room, as it is.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 })
const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port }))
server.on('connection', async (socket, { url = '/', headers: { cookie = '' } }) => {
  const { pathname, searchParams } = new URL(url, 'ws://x')
  const room = rooms.get(pathname) ?? new Set()
  rooms.set(pathname, room.add(socket))
  socket.on('close', () => room.delete(socket))
  socket.on('message', (bytes) => {
    for (const other of room) if (other !== socket && other.readyState === WebSocket.OPEN) other.send(bytes, { binary: false })
  })
  await pool.query({ name: 'sign-in', text: 'select "personId" from "SignIn" where "tokenHash" = $1', values: [cookie] })
  socket.send(`state${'x'.repeat(Number(searchParams.get('bytes')))}`)
})
