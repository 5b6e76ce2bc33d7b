import type { Tx } from '~/domain/audit/transact.server'
import type { ConferenceState } from '~/platform/database/enums'
import { Problem } from '~/platform/problem'
import { writeEntry } from './room-entry.server'

interface Ending { conferenceId: string; from: ConferenceState; to: 'notHeld' | 'done'; reason: string; personId: string }

/** Step: a conference ends without an answer: its people are free again, and its room closes for those inside, who see by its last entry why. */
export async function endConference(tx: Tx, { conferenceId, from, to, reason, personId }: Ending, now: Date): Promise<void> {
  const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: from }, data: { state: to, reason, ...(from === 'awaitingMinutes' ? {} : { closedAt: now }), ...(to === 'notHeld' ? { sequence: { increment: 1 } } : {}) } })
  if (count === 0) throw new Problem('schedule:problem.changed')
  await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
  await writeEntry(tx, { conferenceId, personId, kind: 'closed', body: {} }, now, true)
}

/** Step: consults that waited on an agenda wait there no more. */
export async function dropItems(tx: Tx, ids: string[], reason: string): Promise<void> {
  await tx.agendaItem.updateMany({ where: { id: { in: ids }, state: 'waiting' }, data: { state: 'dropped', reason } })
}

/** Step: of a draft that comes to nothing those who were to sit in it never learn: no calendar, feed or record of theirs has it. */
export const forgetMembers = (tx: Tx, conferenceId: string): Promise<unknown> => tx.conferenceMember.deleteMany({ where: { conferenceId } })
