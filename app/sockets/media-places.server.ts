import { mediaCameras, mediaPeople } from '~/domain/rooms/limits'
import { isLive } from '~/domain/rooms/live-rooms.server'
import { Problem } from '~/platform/problem'
import { channel, type RoomServer, type RoomSocket } from './connection.server'
import type { MediaPeer, MediaPlaces } from './contract'

export const isInside = (io: RoomServer, room: string, id: string): boolean => io.of('/').adapter.rooms.get(channel.media(room))?.has(id) ?? false

function inside(io: RoomServer, room: string): RoomSocket[] {
  return [...(io.of('/').adapter.rooms.get(channel.media(room)) ?? [])].map((id) => io.of('/').sockets.get(id)).filter((socket) => socket !== undefined)
}

const hasCamera = ({ data }: RoomSocket, room: string): boolean => data.media.get(room)?.camera ?? false

export function placesTaken(io: RoomServer, room: string): MediaPlaces {
  const people = inside(io, room)
  return { people: people.length, cameras: people.filter((socket) => hasCamera(socket, room)).length }
}

/** Everybody in the room hears of it, also those without a place: one that becomes free is theirs to take. */
export const tellPlaces = (io: RoomServer, room: string): void =>
  void io.to(channel.room(room)).emit('media:places', { conferenceId: room, ...placesTaken(io, room) })

/**
 * A place for sound, and one for a picture where that is wished and there is one. Each person has one place: coming in on
 * another page, or with a line that came back before the old one was seen to be gone, takes it along.
 */
export function enterMedia(io: RoomServer, socket: RoomSocket, room: string, wishesCamera: boolean): { peers: MediaPeer[]; camera: boolean } {
  if (!socket.data.rooms.has(room)) throw new Problem('rooms:problem.notMember')
  if (!isLive(room)) throw new Problem('rooms:problem.closed')
  const { personId } = socket.data.actor
  const others = inside(io, room).filter((other) => other !== socket)
  const own = others.filter((other) => other.data.actor.personId === personId)
  const peers = others.filter((other) => !own.includes(other))
  if (peers.length >= mediaPeople) throw new Problem('rooms:problem.mediaFull', { params: { most: mediaPeople } })
  for (const old of own) {
    leaveMedia(io, old, room)
    old.emit('media:left', { conferenceId: room, peer: old.id })
  }
  const camera = wishesCamera && peers.filter((peer) => hasCamera(peer, room)).length < mediaCameras
  socket.data.media.set(room, { camera })
  void socket.join(channel.media(room))
  socket.to(channel.media(room)).emit('media:entered', { conferenceId: room, peer: socket.id, personId, camera })
  tellPlaces(io, room)
  return { peers: peers.map((peer) => ({ peer: peer.id, personId: peer.data.actor.personId, camera: hasCamera(peer, room) })), camera }
}

/** By leaving, or because the connection ended: then Socket.IO has taken it out of its channels already. */
export function leaveMedia(io: RoomServer, socket: RoomSocket, room: string): void {
  if (!socket.data.media.delete(room)) return
  if (socket.connected) void socket.leave(channel.media(room))
  io.to(channel.media(room)).emit('media:left', { conferenceId: room, peer: socket.id })
  tellPlaces(io, room)
}

/** The room is closed: sound and picture between all of them end, whatever their pages do. */
export function closeMedia(io: RoomServer, room: string): void {
  const people = inside(io, room)
  for (const socket of people) leaveMedia(io, socket, room)
  for (const socket of people) for (const other of people) if (other !== socket) socket.emit('media:left', { conferenceId: room, peer: other.id })
}
