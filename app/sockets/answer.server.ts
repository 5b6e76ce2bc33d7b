import { log } from '~/platform/log.server'
import { Problem } from '~/platform/problem'
import type { z } from '~/platform/zod'
import type { RateClass, RoomSocket } from './connection.server'
import type { Reply } from './contract'
import { isShared, preceded, shareBytes } from './shared-part'

type Refusal = Extract<Reply<object>, { ok: false }>
const refuse = (problem: string, more: Partial<Refusal> = {}): Refusal => ({ ok: false, problem, ...more })

/** The door of every message: rate, shape, verb, answer. A message never ends a connection by its content. */
export function answer<S extends z.ZodType, T extends object>(socket: RoomSocket, rate: RateClass, schema: S, run: (input: z.output<S>) => Promise<T> | T) {
  return async (input: unknown, ack?: unknown): Promise<void> => {
    const reply = (message: Reply<T>): void => {
      if (typeof ack !== 'function') return
      // Only for these: a listener of every packet would cost each pointer's deliveries.
      if (isShared(message)) socket.conn.once('packetCreate', shareBytes)
      ack(message)
    }
    if (!socket.data.rates[rate].take()) return reply(refuse('rooms:problem.tooFast', { again: true }))
    const parsed = schema.safeParse(input)
    if (!parsed.success) return reply(refuse('rooms:problem.shape'))
    try {
      reply(preceded({ ok: true as const }, await run(parsed.data)))
    } catch (error) {
      reply(refusalOf(error))
    }
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Problem) return refuse(error.key, { params: error.params })
  if (error instanceof Response) return refuse('rooms:problem.notMember')
  log.error({ err: error }, 'a socket message failed')
  return refuse('rooms:problem.notSaved', { again: true })
}

/** Events nobody handles are answered, not ignored; a flood of anything ends the connection. */
export function guardMessages(socket: RoomSocket, known: ReadonlySet<string>): void {
  socket.use(([event, ...args], next) => {
    if (!socket.data.flood.take()) {
      socket.disconnect(true)
      return
    }
    if (known.has(event)) return next()
    const ack = args.at(-1)
    if (typeof ack === 'function') ack(refuse('rooms:problem.unknownEvent'))
  })
}
