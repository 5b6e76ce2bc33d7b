import type { Tx } from '~/domain/audit/transact.server'
import type { Prisma } from '~/platform/database/database.server'
import { newId } from '~/platform/id'

interface Entry { conferenceId: string; personId: string; kind: string; body: Prisma.InputJsonObject }

/**
 * Step: one entry in the log of an open room, by a verb that changes more than the room; those inside are told of it with the verb's
 * event. Returns its number, or null where there is no open room. `closes` makes it the last one.
 */
export async function writeEntry(tx: Tx, { conferenceId, personId, kind, body }: Entry, now: Date, closes = false): Promise<number | null> {
  const [room] = await tx.$queryRaw<{ lastSeq: number }[]>`select "lastSeq" from "Room" where "conferenceId" = ${conferenceId}::uuid and "closedAt" is null for update`
  if (!room) return null
  const seq = room.lastSeq + 1
  await tx.roomEntry.create({ data: { conferenceId, seq, cmdId: newId(), personId, at: now, kind, body } })
  await tx.room.update({ where: { conferenceId }, data: { lastSeq: seq, ...(closes ? { closedAt: now } : {}) } })
  return seq
}
