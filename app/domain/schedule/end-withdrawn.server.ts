import type { Event } from '~/domain/audit/relay.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { ConferenceState } from '~/platform/database/enums'
import { audienceOf } from './audience'
import { endConference } from './end-conference.server'
import { writeEntry } from './room-entry.server'

const live = ['draft', 'awaitingApproval', 'planned', 'open', 'awaitingMinutes'] as const

/**
 * Listener: who takes a request back takes it off the agendas too. A conference about nothing else is not held; one whose minutes were
 * still waiting took place, and nothing of it waits any more; with other consults it goes on without this one. The second time
 * finds nothing left to end.
 */
export async function endWithdrawn({ subjectId: consultId, personId }: Event): Promise<void> {
  await transact(null, async (tx, record, now) => {
    const conferences = await tx.conference.findMany({
      where: { agenda: { some: { consultId, state: { in: ['waiting', 'done'] } } }, state: { in: [...live] } },
      select: { id: true, state: true, hostId: true, createdById: true, members: { select: { personId: true } }, agenda: { where: { state: { in: ['waiting', 'done'] } }, select: { id: true, consultId: true } } },
    })
    if (conferences.length === 0) return
    const { requestingId, steps } = await tx.consult.findUniqueOrThrow({
      where: { id: consultId }, select: { requestingId: true, steps: { where: { action: { in: ['withdraw', 'withdrawConsent'] } }, take: 1, select: { note: true } } },
    })
    const by = { personId, reason: steps[0]?.note ?? '' }
    for (const conference of conferences) await takeOff(tx, record, now, conference, { ...by, consultId, requestingId })
  })
}

interface Row { id: string; state: ConferenceState; hostId: string | null; createdById: string; members: { personId: string }[]; agenda: { id: string; consultId: string }[] }
interface Withdrawn { consultId: string; requestingId: string; personId: string | null; reason: string }

async function takeOff(tx: Tx, record: RecordEvent, now: Date, { id, state, hostId, createdById, members, agenda }: Row, { consultId, requestingId, personId, reason }: Withdrawn): Promise<void> {
  const mine = agenda.filter((line) => line.consultId === consultId).map((line) => line.id)
  await tx.agendaItem.updateMany({ where: { id: { in: mine } }, data: { state: 'dropped', reason } })
  const audience = audienceOf({ id, agenda: [{ consultId, requestingId }], members, hostId })
  const by = personId ?? createdById
  if (agenda.length === mine.length) {
    const over = state === 'awaitingMinutes'
    await endConference(tx, { conferenceId: id, from: state, to: over ? 'done' : 'notHeld', reason, personId: by }, now)
    // The consult has told its people already; this one is for the open pages and the room.
    record({ name: 'conference.notHeld', subject: 'conference', subjectId: id, facts: { consultId, withdrawn: true }, audience })
    return
  }
  for (const item of mine) await writeEntry(tx, { conferenceId: id, personId: by, kind: 'moved', body: { item } }, now)
  record({ name: 'conference.itemDropped', subject: 'conference', subjectId: id, facts: { consultId, withdrawn: true }, audience })
}
