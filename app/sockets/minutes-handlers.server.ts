import { settleTexts, syncTexts, updateTexts } from '~/domain/rooms/minutes-texts.server'
import { mayWriteTexts } from '~/domain/rooms/text-fields'
import * as schema from '~/domain/rooms/texts-schema'
import { log } from '~/platform/log.server'
import { answer } from './answer.server'
import { channel, type RoomSocket } from './connection.server'

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const held = globalThis as typeof globalThis & { chiEmTextWriters?: Map<string, Set<string>> }
/** The connections that have written an item's texts here; the last of them that goes leaves one snapshot behind. */
const writers = (held.chiEmTextWriters ??= new Map())

/** The free texts of the minutes, written together: everybody in the room follows them, those who may write them. */
export function handleMinutes(socket: RoomSocket): void {
  const { actor, rooms } = socket.data
  socket.on('minutes:sync', answer(socket, 'enter', schema.syncTexts, async (input) => {
    const { diff, stateVector, seq } = await syncTexts(socket.data.actor, input)
    return { diff: base64(diff), stateVector: base64(stateVector), seq }
  }))
  socket.on('minutes:update', answer(socket, 'texts', schema.updateTexts, async (input) => {
    const { conferenceId, itemId } = input
    const { seq, update } = await updateTexts(socket.data.actor, input)
    writers.set(itemId, (writers.get(itemId) ?? new Set()).add(socket.id))
    // Also when it was told before: the process that wrote it may have died before it could say so. A change heard twice changes nothing.
    socket.to(channel.room(conferenceId)).emit('minutes:update', { conferenceId, itemId, seq, update: base64(update) })
    return { seq }
  }))
  socket.on('minutes:writing', answer(socket, 'volatile', schema.writingIn, ({ conferenceId, itemId, field }) => {
    const role = rooms.get(conferenceId) ?? null
    // A courtesy: whose item a presenter presents is looked up when something is written.
    if (mayWriteTexts(role, role === 'presenter')) {
      socket.to(channel.room(conferenceId)).volatile.emit('minutes:writing', { conferenceId, itemId, field, personId: actor.personId })
    }
    return {}
  }))
  socket.on('disconnect', () => {
    for (const [itemId, connections] of writers) {
      if (!connections.delete(socket.id) || connections.size > 0) continue
      writers.delete(itemId)
      settleTexts(itemId).catch((err: unknown) => log.warn({ err, itemId }, 'texts could not be put together'))
    }
  })
}
