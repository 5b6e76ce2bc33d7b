import { iceServers } from '~/domain/rooms/ice-servers.server'
import { noteConnected } from '~/domain/rooms/alert-room.server'
import { enterRoom } from '~/domain/rooms/enter-room.server'
import { knownState, missedSince } from '~/domain/rooms/live-rooms.server'
import { closeMicrophones, lowerHand, moveTo, mutePerson, raiseHand, say, unmute } from '~/domain/rooms/room-commands.server'
import { isRunning } from '~/domain/schedule/policy'
import * as schema from '~/domain/rooms/schema'
import * as stageSchema from '~/domain/rooms/stage-schema'
import { mark, present, show, unmark } from '~/domain/rooms/stage-commands.server'
import * as talk from '~/domain/rooms/talk-commands.server'
import * as talkSchema from '~/domain/rooms/talk-schema'
import type { Actor } from '~/domain/audit/actor'
import type { z } from '~/platform/zod'
import { answer } from './answer.server'
import { allowFor } from './backlog.server'
import { channel, type RoomServer, type RoomSocket } from './connection.server'
import type { Joined, RoomVerb } from './contract'
import { leaveMedia } from './media-places.server'
import { arrive, depart } from './presence.server'
import { sharing } from './shared-part'

/** Joining and coming back are the same message: here is the last thing I know. */
async function join(socket: RoomSocket, { conferenceId, lastSeq }: schema.JoinRoom): Promise<Joined> {
  const { actor, rooms } = socket.data
  const { role, open, now } = await enterRoom(actor, conferenceId)
  rooms.set(conferenceId, role)
  // First the channel, then the log: what is written in between comes twice rather than never.
  await socket.join(channel.room(conferenceId))
  if (open && socket.connected) {
    await arrive(conferenceId, actor.personId, socket.id)
    await noteConnected(conferenceId, actor.personId)
  }
  const missed = await missedSince(conferenceId, lastSeq)
  allowFor(socket, missed)
  return sharing({ now: now.toISOString(), iceServers: iceServers(actor.personId) }, missed)
}

/** Ends this connection's part in a room: chosen, lost, or no longer allowed. */
export async function leave(io: RoomServer, socket: RoomSocket, conferenceId: string, how: 'left' | 'lost'): Promise<void> {
  if (!socket.data.rooms.delete(conferenceId)) return
  leaveMedia(io, socket, conferenceId)
  socket.data.lines.delete(conferenceId)
  await socket.leave(channel.room(conferenceId))
  await depart(conferenceId, socket.data.actor.personId, socket.id, how)
}

export function handleRoom(io: RoomServer, socket: RoomSocket): void {
  socket.on('room:join', answer(socket, 'enter', schema.joinRoom, (input) => join(socket, input)))
  socket.on('room:leave', answer(socket, 'enter', schema.leaveRoom, async ({ conferenceId }) => {
    await leave(io, socket, conferenceId, 'left')
    return {}
  }))
  durable(socket, 'room:say', schema.say, say)
  durable(socket, 'room:raise-hand', schema.raiseHand, raiseHand)
  durable(socket, 'room:lower-hand', schema.lowerHand, lowerHand)
  durable(socket, 'room:move-to', schema.moveTo, moveTo)
  durable(socket, 'room:mute', schema.mutePerson, mutePerson)
  durable(socket, 'room:unmute', schema.unmute, unmute)
  durable(socket, 'room:microphones', schema.closeMicrophones, closeMicrophones)
  durable(socket, 'room:mark', stageSchema.mark, mark)
  durable(socket, 'room:unmark', stageSchema.unmark, unmark)
  durable(socket, 'room:present', stageSchema.present, present)
  durable(socket, 'room:show', stageSchema.show, show)
  durable(socket, 'room:field', talkSchema.setField, talk.setField)
  durable(socket, 'room:opinion', talkSchema.giveOpinion, talk.giveOpinion)
  durable(socket, 'room:poll', talkSchema.pollOpinions, talk.pollOpinions)
  durable(socket, 'room:order-hand', talkSchema.orderHand, talk.orderHand)
  durable(socket, 'room:floor', talkSchema.giveFloor, talk.giveFloor)
  durable(socket, 'room:lead', talkSchema.takeLead, talk.takeLead)
  durable(socket, 'room:ask-help', talkSchema.askHelp, talk.askHelp)
  durable(socket, 'room:take-help', talkSchema.takeHelp, talk.takeHelp)

  socket.on('room:writing', answer(socket, 'volatile', schema.writing, ({ conferenceId, item, field }) => {
    const role = socket.data.rooms.get(conferenceId)
    if (role && isRunning(role)) {
      socket.to(channel.room(conferenceId)).volatile.emit('room:writing', { conferenceId, item, field, personId: socket.data.actor.personId })
    }
    return {}
  }))
  socket.on('room:look', answer(socket, 'volatile', stageSchema.look, (look) => {
    const { personId } = socket.data.actor
    if (socket.data.rooms.has(look.conferenceId) && knownState(look.conferenceId)?.board.presenterId === personId) {
      socket.to(channel.room(look.conferenceId)).volatile.emit('room:look', { ...look, personId })
    }
    return {}
  }))
  socket.on('room:point', answer(socket, 'volatile', stageSchema.point, (point) => {
    if (socket.data.rooms.has(point.conferenceId)) {
      socket.to(channel.room(point.conferenceId)).volatile.emit('room:point', { ...point, personId: socket.data.actor.personId })
    }
    return {}
  }))
}

function durable<S extends z.ZodType>(socket: RoomSocket, event: RoomVerb, shape: S, verb: (actor: Actor, input: z.output<S>) => Promise<{ seq: number }>): void {
  socket.on(event, answer(socket, 'durable', shape, (input) => verb(socket.data.actor, input)))
}
