import { mediaCameras } from '~/domain/rooms/limits'
import { Problem } from '~/platform/problem'
import { z } from '~/platform/zod'
import { answer } from './answer.server'
import { channel, type RoomServer, type RoomSocket } from './connection.server'
import { enterMedia, isInside, leaveMedia, placesTaken, tellPlaces } from './media-places.server'

const conferenceId = z.uuid()
const place = z.strictObject({ conferenceId })
const entry = z.strictObject({ conferenceId, camera: z.boolean().optional() })
const camera = z.strictObject({ conferenceId, on: z.boolean() })
const signal = z.strictObject({
  conferenceId,
  peer: z.string().min(1).max(40),
  // A browser's offer of sound, camera and screen is 6 to 12 kB.
  description: z.strictObject({ type: z.enum(['offer', 'answer', 'rollback', 'pranswer']), sdp: z.string().max(32_768).optional() }).optional(),
  screen: z.string().max(100).nullable().optional(),
  picture: z.strictObject({ sends: z.boolean(), wants: z.boolean() }).optional(),
  candidate: z.strictObject({
    candidate: z.string().max(1_000), sdpMid: z.string().max(40).nullable(), sdpMLineIndex: z.number().int().min(0).max(100).nullable(),
    usernameFragment: z.string().max(300).nullable().optional(),
  }).optional(),
})

/** Places for sound and picture, and signalling: relayed between two connections that are both inside, and nothing else. */
export function handleMedia(io: RoomServer, socket: RoomSocket): void {
  socket.on('media:enter', answer(socket, 'enter', entry, (input) => enterMedia(io, socket, input.conferenceId, input.camera ?? false)))
  socket.on('media:leave', answer(socket, 'enter', place, (input) => {
    leaveMedia(io, socket, input.conferenceId)
    return {}
  }))
  socket.on('media:camera', answer(socket, 'enter', camera, ({ conferenceId: room, on }) => {
    takeCamera(io, socket, room, on)
    return {}
  }))
  socket.on('media:signal', answer(socket, 'media', signal, ({ conferenceId: room, peer, ...content }) => {
    if (!isInside(io, room, socket.id) || !isInside(io, room, peer)) throw new Problem('rooms:problem.noPeer')
    io.to(peer).emit('media:signal', { conferenceId: room, peer: socket.id, ...content })
    return {}
  }))
}

/** A place for a picture is taken before the camera is switched on, and given back when it is switched off. */
function takeCamera(io: RoomServer, socket: RoomSocket, room: string, on: boolean): void {
  const held = socket.data.media.get(room)
  if (!held) throw new Problem('rooms:problem.notInside')
  if (held.camera === on) return
  if (on && placesTaken(io, room).cameras >= mediaCameras) throw new Problem('rooms:problem.camerasFull', { params: { most: mediaCameras } })
  held.camera = on
  socket.to(channel.media(room)).emit('media:camera', { conferenceId: room, peer: socket.id, on })
  tellPlaces(io, room)
}
