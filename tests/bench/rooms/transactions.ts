import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Place } from './place'

/** As many connections as the product uses. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 })

async function write(conferenceId: string, personId: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows: [room] } = await client.query<{ lastSeq: number }>({ name: 'room', text: 'update "Room" set "lastSeq" = "lastSeq" + 1 where "conferenceId" = $1 returning "lastSeq"', values: [conferenceId] })
    await client.query({
      name: 'entry', text: `insert into "RoomEntry" ("conferenceId", "seq", "cmdId", "personId", "at", "kind", "body") values ($1, $2, $3, $4, now(), 'chat', $5)`,
      values: [conferenceId, room?.lastSeq, randomUUID(), personId, '{"text":"Đã giữ 4 đơn vị huyết tương."}'],
    })
    await client.query('commit')
  } finally {
    client.release()
  }
}

process.on('message', async ({ rooms, seconds }: { rooms: Place[]; seconds: number }) => {
  const end = Date.now() + seconds * 1000
  let count = 0
  await Promise.all(rooms.flatMap(({ conferenceId, people }) => people.map(async ({ personId }) => {
    while (Date.now() < end) {
      await write(conferenceId, personId)
      if (Date.now() < end) count += 1
    }
  })))
  process.send?.({ count })
})
process.send?.({ port: 0 })
