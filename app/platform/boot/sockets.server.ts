import type http from 'node:http'
import { Server as Sockets } from 'socket.io'
import { socketAllowed } from '~/platform/http/guard'

/** Socket.IO on the same port, for pages of our own origin only. */
export function openSockets(server: http.Server, publicUrl: string): Sockets {
  const io = new Sockets(server, {
    path: '/socket.io',
    transports: ['websocket', 'polling'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    // A line that says nothing for 20 s is gone: as long as somebody's place in a room is held.
    pingInterval: 7_000,
    pingTimeout: 13_000,
    // State recovery stays off: it lets people back in without asking the middlewares whether they still may.
  })
  // Engine.IO answers before express does, so the guard of the pages is asked here again, for each poll and upgrade.
  io.engine.use(({ headers }: http.IncomingMessage, response: http.ServerResponse, next: () => void) => {
    if (socketAllowed(headers, publicUrl)) return next()
    response.writeHead(403).end()
  })
  return io
}
