import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { io as connect, type ManagerOptions, type SocketOptions } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { openSockets } from '~/platform/boot/sockets.server'
import { env } from '~/platform/env.server'
import type { Connection } from '~/sockets/connection'
import { attachSockets } from '~/sockets/gateway.server'
import { aSignIn } from '../rooms/a-conference'

/** The product's sockets on a free port, as server.ts opens them. */
export async function aServer(port = 0) {
  const server = http.createServer()
  const io = openSockets(server, env().PUBLIC_URL)
  const stop = attachSockets(io)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    io, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, port: (server.address() as AddressInfo).port,
    async close() {
      stop()
      await io.close()
    },
  }
}

export const origin = (): string => env().PUBLIC_URL

/** A browser with this cookie; closed when the test ends. */
export function aBrowser(url: string, cookie: string, options: Partial<ManagerOptions & SocketOptions> = {}): Connection {
  const socket: Connection = connect(url, {
    transports: ['websocket'], forceNew: true, extraHeaders: { cookie, origin: origin() }, reconnectionDelay: 50, reconnectionDelayMax: 100, ...options,
  })
  onTestFinished(() => void socket.close())
  return socket
}

export async function connected(url: string, actor: Actor): Promise<{ socket: Connection; tokenHash: string }> {
  const { cookie, tokenHash } = await aSignIn(actor)
  const socket = aBrowser(url, cookie)
  await happens(socket, 'connect')
  return { socket, tokenHash }
}

/** Resolves with the event's first argument; rejects after five seconds. */
export const happens = <T>(socket: Connection, event: string, within = 5_000): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${event} did not come`)), within)
    const listen = socket.once.bind(socket) as (event: string, listener: (value: T) => void) => unknown
    listen(event, (value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })

/** A message as anybody could send it, with whatever in it. */
export const tell = (socket: Connection, event: string, input: unknown): Promise<Record<string, unknown>> => {
  const emit = socket.timeout(5_000).emitWithAck.bind(socket.timeout(5_000)) as (event: string, input: unknown) => Promise<Record<string, unknown>>
  return emit(event, input)
}

/** Waits for something the database or the room comes to. */
export async function until<T>(look: () => T | Promise<T>, good: (value: T) => boolean, within = 5_000): Promise<T> {
  const end = Date.now() + within
  for (;;) {
    const value = await look()
    if (good(value)) return value
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
