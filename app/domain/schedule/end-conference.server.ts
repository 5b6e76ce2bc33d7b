import type { Tx } from '~/domain/audit/transact.server'
import type { ConferenceState } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'

interface Ending { conferenceId: string; from: ConferenceState; to: 'notHeld' | 'done'; reason: string; personId: string }

/** Step: a conference ends without an answer: its people are free again, and its room closes for those inside. */
export async function endConference(tx: Tx, { conferenceId, from, to, reason, personId }: Ending, now: Date): Promise<void> {
  const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: from }, data: { state: to, reason, ...(from === 'awaitingMinutes' ? {} : { closedAt: now }), ...(to === 'notHeld' ? { sequence: { increment: 1 } } : {}) } })
  if (count === 0) throw new Problem('schedule:problem.changed')
  await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
  await endRoom(tx, conferenceId, personId, now)
}

/** An open room ends with its last entry, so that those inside see why nothing can be written any more. */
async function endRoom(tx: Tx, conferenceId: string, personId: string, now: Date): Promise<void> {
  const [room] = await tx.$queryRaw<{ lastSeq: number }[]>`select "lastSeq" from "Room" where "conferenceId" = ${conferenceId}::uuid and "closedAt" is null for update`
  if (!room) return
  const seq = room.lastSeq + 1
  await tx.roomEntry.create({ data: { conferenceId, seq, cmdId: newId(), personId, at: now, kind: 'closed', body: {} } })
  await tx.room.update({ where: { conferenceId }, data: { lastSeq: seq, closedAt: now } })
}
