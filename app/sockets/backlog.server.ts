import { log } from '~/platform/log.server'
import type { RoomServer, RoomSocket } from './connection.server'
import { lengthOf as sharedLength } from './shared-part'

/**
 * What a line does not take piles up on the server, without a bound of its own. Pointers and the like are volatile: Socket.IO leaves
 * them out while anything at all is unsent. What is durable piles up to this; then the connection ends, and whoever is still there
 * comes back and asks for what is missing, which is less.
 */
const most = 1_000_000

/** A whole state that was just sent may be long, and take a weak line a while: it is no sign of one that takes nothing. */
export function allowFor(socket: Pick<RoomSocket, 'data'>, missed: { state?: object }): void {
  socket.data.owed = missed.state ? sharedLength(missed) : 0
}

/** About how many bytes this connection has not taken yet. */
export function backlogOf({ conn }: Pick<RoomSocket, 'conn'>): number {
  const webSocket = webSocketOf(conn)
  if (webSocket && conn.transport.writable) return 0
  return queueOf(conn).reduce<number>((sum, packet) => sum + lengthOf(packet), webSocket?.bufferedAmount ?? 0)
}

type Conn = RoomSocket['conn']
interface WebSocket { bufferedAmount: number; terminate: () => void }

// Engine.IO's types keep these two to themselves.
const isWebSocket = (value: unknown): value is WebSocket => typeof value === 'object' && value !== null && 'bufferedAmount' in value && 'terminate' in value
const webSocketOf = ({ transport }: Conn): WebSocket | null => ('socket' in transport && isWebSocket(transport.socket) ? transport.socket : null)
const queueOf = (conn: Pick<Conn, 'transport'>): unknown[] => ('writeBuffer' in conn && Array.isArray(conn.writeBuffer) ? conn.writeBuffer : [])

function lengthOf(packet: unknown): number {
  const data = typeof packet === 'object' && packet !== null && 'data' in packet ? packet.data : undefined
  return typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0
}

/** Ends the connections that are too far behind, among these or among all. */
export function endStuck(io: RoomServer, ids: Iterable<string> = io.of('/').sockets.keys()): void {
  for (const id of ids) {
    const socket = io.of('/').sockets.get(id)
    if (!socket || backlogOf(socket) <= most + socket.data.owed) continue
    log.warn({ personId: socket.data.actor.personId }, 'a connection that takes nothing any more was ended; it may come back')
    end(socket)
  }
}

/** A polite end would wait behind everything that is unsent. */
function end({ conn }: RoomSocket): void {
  const webSocket = webSocketOf(conn)
  if (webSocket) webSocket.terminate()
  else conn.close(true)
}
