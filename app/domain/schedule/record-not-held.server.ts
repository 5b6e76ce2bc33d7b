import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { conferenceNotHeld } from '~/domain/consults/conference-steps.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { audienceOf } from './audience'
import { loadConference } from './load-conference.server'
import { mayConference } from './policy'
import type { RecordNotHeld } from './schema'

/** The conference did not take place, or broke off without result: people are free again and the consult waits for another way. */
export function recordNotHeld(actor: Actor, { conferenceId, reason }: RecordNotHeld): Promise<{ consultId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.recordNotHeld(actor, conference))
    const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: conference.state }, data: { state: 'notHeld', reason, closedAt: now } })
    if (count === 0) throw new Problem('schedule:problem.changed')
    await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
    await endRoom(tx, conferenceId, actor.personId, now)
    await conferenceNotHeld(tx, record, { consultId: conference.consultId, conferenceId, reason }, actor, now)
    record({ name: 'conference.notHeld', subject: 'conference', subjectId: conferenceId, facts: { consultId: conference.consultId }, audience: audienceOf(conference) })
    return { consultId: conference.consultId }
  })
}

/** An open room ends with its last entry, so that those inside see why nothing can be written any more. */
async function endRoom(tx: Tx, conferenceId: string, personId: string, now: Date): Promise<void> {
  const [room] = await tx.$queryRaw<{ lastSeq: number }[]>`select "lastSeq" from "Room" where "conferenceId" = ${conferenceId}::uuid and "closedAt" is null for update`
  if (!room) return
  const seq = room.lastSeq + 1
  await tx.roomEntry.create({ data: { conferenceId, seq, cmdId: newId(), personId, at: now, kind: 'closed', body: {} } })
  await tx.room.update({ where: { conferenceId }, data: { lastSeq: seq, closedAt: now } })
}
