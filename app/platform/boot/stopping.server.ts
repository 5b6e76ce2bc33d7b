import type http from 'node:http'
import type { Server as Sockets } from 'socket.io'
import { log } from '~/platform/log.server'

type Step = () => Promise<unknown>

/** All that must be undone, the newest first: first no more requests, last the database. */
const steps: Step[] = []
let stopping = false

export const isStopping = () => stopping

/** Remembers what to undo when the process ends. */
export function whenStopping(step: Step): void {
  steps.unshift(step)
}

/** Undoes everything and ends the process, within 10 s whatever hangs; asked a second time it ends at once. */
export async function stop(code: number): Promise<void> {
  if (stopping) process.exit(1)
  stopping = true
  setTimeout(() => process.exit(code || 1), 9_500).unref()
  for (const step of steps) {
    try {
      await within(4_000, step())
    } catch (err) {
      log.error({ err }, 'while stopping')
    }
  }
  process.exit(code)
}

/** No new requests; those that run get 3 s, then every connection is cut. */
export async function closeServer(server: http.Server, io: Sockets): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  drain(io)
  server.closeIdleConnections()
  await within(3_000, closed)
  server.closeAllConnections()
  await within(500, io.close())
}

/** Everybody is told when to come back, each at another moment: within 3 s, or longer where they are many. */
function drain(io: Sockets): void {
  const sockets = [...io.of('/').sockets.values()]
  const spread = Math.min(15_000, 3_000 * Math.max(1, sockets.length / 300))
  for (const socket of sockets) {
    socket.emit('server:draining', { retryIn: Math.round(Math.random() * spread) })
    socket.disconnect(true)
  }
}

function within(ms: number, work: Promise<unknown>) {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms).unref())])
}
