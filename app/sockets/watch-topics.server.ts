import { mayWatch } from '~/domain/rooms/may-watch.server'
import { z } from '~/platform/zod'
import { answer } from './answer.server'
import { channel, type RoomSocket } from './connection.server'
import { justChanged } from './just-changed'
import { setWaiting } from './waiting.server'

const topics = z.array(z.string().max(80)).max(50)

/** An open page says what it shows; of each topic the database is asked whether this person may be told. */
export function watchTopics(socket: RoomSocket): void {
  socket.on('watch', answer(socket, 'enter', topics, async (wanted) => {
    const refused: string[] = []
    for (const topic of wanted) {
      if (await mayWatch(socket.data.actor, topic)) {
        const already = socket.data.topics.has(topic)
        socket.data.topics.add(topic)
        await socket.join(channel.topic(topic))
        tellWaiting(socket, topic, socket.connected)
        // It may have changed after the page's loader had read it and before the page could say that it watches.
        if (!already && justChanged(topic)) socket.emit('changed', { topics: [topic] })
      } else refused.push(topic)
    }
    for (const topic of socket.data.topics) if (!wanted.includes(topic)) await unwatch(socket, topic)
    return { refused }
  }))
}

/** Asked again every minute and after a change of membership. */
export async function dropTopicsNoLongerSeen(socket: RoomSocket): Promise<void> {
  for (const topic of socket.data.topics) if (!(await mayWatch(socket.data.actor, topic))) await unwatch(socket, topic)
}

async function unwatch(socket: RoomSocket, topic: string): Promise<void> {
  socket.data.topics.delete(topic)
  await socket.leave(channel.topic(topic))
  tellWaiting(socket, topic, false)
}

/** Who sits in a waiting room sees who comes and goes. */
function tellWaiting(socket: RoomSocket, topic: string, here: boolean): void {
  if (setWaiting(topic, socket.id, socket.data.actor.personId, here)) socket.nsp.to(channel.topic(topic)).emit('changed', { topics: [topic] })
}

/** The connection is gone, and with it what it had open. */
export function leaveWaiting(socket: RoomSocket): void {
  for (const topic of socket.data.topics) tellWaiting(socket, topic, false)
}
