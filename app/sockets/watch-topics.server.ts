import { mayWatch } from '~/domain/rooms/may-watch.server'
import { z } from '~/platform/zod'
import { answer } from './answer.server'
import { channel, type RoomSocket } from './connection.server'
import { justChanged } from './just-changed'

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
}
