import { weakAfter } from '~/domain/rooms/limits'
import { noteLine } from '~/domain/rooms/note-line.server'
import { lineQualities, type LineQuality } from '~/domain/rooms/room-state'
import { log } from '~/platform/log.server'
import { z } from '~/platform/zod'
import { answer } from './answer.server'
import { channel, type RoomServer, type RoomSocket } from './connection.server'
import { lineReasons } from './contract'

const word = z.strictObject({ conferenceId: z.uuid(), quality: z.enum(lineQualities), reason: z.enum(lineReasons) })

/** How well each hears and is heard: told to the room, the latest wins, at most one word in two seconds from each. */
export function handleLines(socket: RoomSocket): void {
  socket.on('media:line', answer(socket, 'line', word, ({ conferenceId, quality, reason }) => {
    const { rooms, lines, actor } = socket.data
    if (!rooms.has(conferenceId)) return {}
    const before = lines.get(conferenceId)
    lines.set(conferenceId, { quality, badSince: quality === 'bad' ? before?.badSince ?? Date.now() : null })
    socket.to(channel.room(conferenceId)).volatile.emit('media:line', { conferenceId, personId: actor.personId, quality, reason })
    if (quality !== 'bad') note(conferenceId, actor.personId, quality)
    return {}
  }))
}

/** What stayed bad goes into the room's log. Run every two seconds. */
export function sweepLines(io: RoomServer, now = Date.now()): void {
  for (const { data } of io.of('/').sockets.values()) {
    for (const [conferenceId, { badSince }] of data.lines) {
      if (badSince !== null && now - badSince > weakAfter) note(conferenceId, data.actor.personId, 'bad')
    }
  }
}

/** What fails (the database is away) is found again by the next word or sweep. */
function note(conferenceId: string, personId: string, quality: LineQuality): void {
  noteLine(conferenceId, personId, quality).catch((error: unknown) => log.warn({ err: error }, 'a weak line could not be written'))
}
