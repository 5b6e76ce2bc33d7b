import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { openSockets } from '~/platform/boot/sockets.server'
import { env } from '~/platform/env.server'
import { attachSockets } from '~/sockets/gateway.server'
import { tellCpu } from './tell-cpu'

// The product's sockets as server.ts opens them, over the product's database code; nothing is left out.
const server = http.createServer()
attachSockets(openSockets(server, env().PUBLIC_URL))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
tellCpu()
