import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { onWritten } from '~/domain/rooms/append.server'
import { openSockets } from '~/platform/boot/sockets.server'
import { env } from '~/platform/env.server'
import { attachSockets } from '~/sockets/gateway.server'

// The product's sockets in a process of their own, which is gone at the moment between the commit of a line of chat and its answer.
const server = http.createServer()
attachSockets(openSockets(server, env().PUBLIC_URL))
onWritten((_conferenceId, entries) => {
  if (entries.some(({ kind }) => kind === 'chat')) process.kill(process.pid, 'SIGKILL')
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
