import type { Event } from '~/domain/audit/relay.server'
import { transact } from '~/domain/audit/transact.server'
import { audienceOf } from './audience'
import { endConference } from './end-conference.server'

/**
 * Listener: who takes a request back takes its conference back too. One to come or under way is not held; one whose minutes
 * were still waiting took place, and nothing of it waits any more. The second time finds nothing left to end.
 */
export async function endWithdrawn({ subjectId: consultId, personId }: Event): Promise<void> {
  await transact(null, async (tx, record, now) => {
    const conferences = await tx.conference.findMany({
      where: { consultId, state: { in: ['planned', 'open', 'awaitingMinutes'] } },
      select: { id: true, state: true, createdById: true, members: { select: { personId: true } } },
    })
    if (conferences.length === 0) return
    const { requestingId, supportingId, steps } = await tx.consult.findUniqueOrThrow({
      where: { id: consultId }, select: { requestingId: true, supportingId: true, steps: { where: { action: { in: ['withdraw', 'withdrawConsent'] } }, take: 1, select: { note: true } } },
    })
    for (const { id, state, createdById, members } of conferences) {
      await endConference(tx, { conferenceId: id, from: state, to: state === 'awaitingMinutes' ? 'done' : 'notHeld', reason: steps[0]?.note ?? '', personId: personId ?? createdById }, now)
      // The consult has told its people already; this one is for the open pages and the room.
      record({ name: 'conference.notHeld', subject: 'conference', subjectId: id, facts: { consultId, withdrawn: true }, audience: audienceOf({ id, consultId, members, requestingId, supportingId }) })
    }
  })
}
