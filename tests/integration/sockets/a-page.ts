import { io as connect, type ManagerOptions } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { emptyRoom } from '~/domain/rooms/room-state'
import { comeBack, type Connection } from '~/sockets/connection'
import { RoomLink } from '~/sockets/room-link'
import { aSignIn } from '../rooms/a-conference'
import { origin, until } from './a-server'

const quick: Partial<ManagerOptions> = { transports: ['websocket'], reconnectionDelay: 50, reconnectionDelayMax: 100, randomizationFactor: 0 }

/** A page's hold on the room: its own link over its own connection, in the room when this resolves. */
export async function aPage(url: string, conferenceId: string, actor: Actor, options: Partial<ManagerOptions> = quick) {
  const { cookie, tokenHash } = await aSignIn(actor)
  const socket: Connection = connect(url, { forceNew: true, extraHeaders: { cookie, origin: origin() }, ...options })
  comeBack(socket)
  const link = new RoomLink(conferenceId, emptyRoom, () => Promise.resolve(socket))
  link.start()
  onTestFinished(() => {
    link.stop()
    socket.close()
  })
  await until(link.view, (view) => view.line === 'up')
  return { link, socket, tokenHash }
}
