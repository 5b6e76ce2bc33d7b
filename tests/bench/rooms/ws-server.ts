import type { AddressInfo } from 'node:net'
import { WebSocketServer, WebSocket } from 'ws'
import { tellCpu } from './tell-cpu'

// The reference: what arrives goes to everybody else in the room, as it is.
const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port }))
server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(socket))
  socket.on('close', () => room.delete(socket))
  socket.on('message', (bytes) => {
    for (const other of room) if (other !== socket && other.readyState === WebSocket.OPEN) other.send(bytes, { binary: false })
  })
})
tellCpu()
