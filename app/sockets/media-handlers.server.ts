import { mediaPeople } from '~/domain/rooms/limits'
import { isLive } from '~/domain/rooms/live-rooms.server'
import { z } from '~/platform/zod'
import { Problem } from '~/platform/problem'
import { answer } from './answer.server'
import { channel, type RoomServer, type RoomSocket } from './connection.server'
import type { MediaPeer } from './contract'

const conferenceId = z.uuid()
const place = z.strictObject({ conferenceId })
const signal = z.strictObject({
  conferenceId,
  peer: z.string().min(1).max(40),
  // A browser's offer of sound, camera and screen is 6 to 12 kB.
  description: z.strictObject({ type: z.enum(['offer', 'answer', 'rollback', 'pranswer']), sdp: z.string().max(32_768).optional() }).optional(),
  screen: z.string().max(100).nullable().optional(),
  candidate: z.strictObject({
    candidate: z.string().max(1_000), sdpMid: z.string().max(40).nullable(), sdpMLineIndex: z.number().int().min(0).max(100).nullable(),
    usernameFragment: z.string().max(300).nullable().optional(),
  }).optional(),
})

/** Signalling for sound and picture: relayed between two connections that are both in the room, and nothing else. */
export function handleMedia(io: RoomServer, socket: RoomSocket): void {
  socket.on('media:enter', answer(socket, 'enter', place, (input) => ({ peers: enter(io, socket, input.conferenceId) })))
  socket.on('media:leave', answer(socket, 'enter', place, (input) => {
    leaveMedia(io, socket, input.conferenceId)
    return {}
  }))
  socket.on('media:signal', answer(socket, 'media', signal, ({ conferenceId: room, peer, ...content }) => {
    const inside = io.of('/').adapter.rooms.get(channel.media(room))
    if (!inside?.has(socket.id) || !inside.has(peer)) throw new Problem('rooms:problem.noPeer')
    io.to(peer).emit('media:signal', { conferenceId: room, peer: socket.id, ...content })
    return {}
  }))
}

function enter(io: RoomServer, socket: RoomSocket, room: string): MediaPeer[] {
  if (!socket.data.rooms.has(room)) throw new Problem('rooms:problem.notMember')
  if (!isLive(room)) throw new Problem('rooms:problem.closed')
  const inside = [...(io.of('/').adapter.rooms.get(channel.media(room)) ?? [])].filter((id) => id !== socket.id)
  const people = inside.map((id) => io.of('/').sockets.get(id)).filter((other) => other !== undefined)
  if (people.length >= mediaPeople) throw new Problem('rooms:problem.mediaFull', { params: { most: mediaPeople } })
  void socket.join(channel.media(room))
  const { personId } = socket.data.actor
  socket.to(channel.media(room)).emit('media:entered', { conferenceId: room, peer: socket.id, personId })
  return people.map((other) => ({ peer: other.id, personId: other.data.actor.personId }))
}

/** By leaving, or because the connection ended: then Socket.IO has taken it out of its channels already. */
export function leaveMedia(io: RoomServer, socket: RoomSocket, room: string): void {
  if (socket.connected) {
    if (!io.of('/').adapter.rooms.get(channel.media(room))?.has(socket.id)) return
    void socket.leave(channel.media(room))
  }
  io.to(channel.media(room)).emit('media:left', { conferenceId: room, peer: socket.id })
}

/** The room is closed: sound and picture between all of them end, whatever their pages do. */
export function closeMedia(io: RoomServer, room: string): void {
  const inside = [...(io.of('/').adapter.rooms.get(channel.media(room)) ?? [])]
  for (const peer of inside) io.to(channel.media(room)).except(peer).emit('media:left', { conferenceId: room, peer })
  io.in(channel.media(room)).socketsLeave(channel.media(room))
}
