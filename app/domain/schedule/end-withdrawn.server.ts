import type { Event } from '~/domain/audit/relay.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { endLookingOn } from '~/domain/consults/grant-access.server'
import type { AgendaState, ConferenceRole, ConferenceState } from '~/platform/database/enums'
import { audienceOf } from './audience'
import { endConference } from './end-conference.server'
import { holdConference } from './load-conference.server'
import { isPrepared } from './policy'
import { releaseStep } from './release-member.server'
import { writeEntry } from './room-entry.server'

const live = ['draft', 'awaitingApproval', 'planned', 'open', 'awaitingMinutes'] as const

/**
 * Listener: who takes a request back takes it off the agendas too. A conference about nothing else is not held; one whose minutes were
 * still waiting took place, and nothing of it waits any more; with other consults it goes on without this one. The second time
 * finds nothing left to end.
 */
export async function endWithdrawn({ subjectId: consultId, personId }: Event): Promise<void> {
  await transact(null, async (tx, record, now) => {
    const about = { agenda: { some: { consultId, state: { in: ['waiting', 'done'] satisfies AgendaState[] } } }, state: { in: [...live] } }
    await holdConference(tx, ...(await tx.conference.findMany({ where: about, select: { id: true } })).map(({ id }) => id))
    const conferences = await tx.conference.findMany({
      where: about,
      select: { id: true, state: true, hostId: true, createdById: true, members: { select: { personId: true, hospitalId: true, role: true } }, agenda: { where: { state: { in: ['waiting', 'done'] } }, select: { id: true, consultId: true, presenterId: true } } },
    })
    if (conferences.length === 0) return
    const { requestingId, steps } = await tx.consult.findUniqueOrThrow({
      where: { id: consultId }, select: { requestingId: true, steps: { where: { action: { in: ['withdraw', 'withdrawConsent'] } }, take: 1, select: { note: true } } },
    })
    const by = { personId, reason: steps[0]?.note ?? '' }
    for (const conference of conferences) await takeOff(tx, record, now, conference, { ...by, consultId, requestingId })
  })
}

interface Row { id: string; state: ConferenceState; hostId: string | null; createdById: string; members: { personId: string; hospitalId: string; role: ConferenceRole }[]; agenda: { id: string; consultId: string; presenterId: string | null }[] }
interface Withdrawn { consultId: string; requestingId: string; personId: string | null; reason: string }

async function takeOff(tx: Tx, record: RecordEvent, now: Date, { id, state, hostId, createdById, members, agenda }: Row, { consultId, requestingId, personId, reason }: Withdrawn): Promise<void> {
  const mine = agenda.filter((line) => line.consultId === consultId).map((line) => line.id)
  await tx.agendaItem.updateMany({ where: { id: { in: mine } }, data: { state: 'dropped', reason } })
  await endLookingOn(tx, now, consultId, id)
  const audience = audienceOf({ id, agenda: [{ consultId, requestingId }], members, hostId })
  const by = personId ?? createdById
  // Who was there only to present it is free again.
  const freePresenters = async (): Promise<void> => {
    const left = agenda.filter((line) => !mine.includes(line.id))
    const presenters = agenda.flatMap((line) => (mine.includes(line.id) ? line.presenterId ?? [] : []))
    for (const member of members.filter((one) => one.role === 'presenter' && presenters.includes(one.personId) && !left.some((line) => line.presenterId === one.personId))) {
      await releaseStep(tx, record, now, { id, state, hostId, members, agenda: [{ consultId, requestingId }] }, member)
    }
  }
  // Of one that is being prepared nobody knows; it stays, to be filled anew, and what has nothing left to approve is a draft again.
  if (isPrepared({ state })) {
    if (agenda.length === mine.length) await tx.conference.updateMany({ where: { id, state: 'awaitingApproval' }, data: { state: 'draft', approval: 'none' } })
    record({ name: 'conference.agendaOrdered', subject: 'conference', subjectId: id, facts: { consultId, withdrawn: true }, audience: [`conference:${id}`, ...(hostId ? [`hospital:${hostId}`] : [])] })
    return freePresenters()
  }
  if (agenda.length === mine.length) {
    const over = state === 'awaitingMinutes'
    await endConference(tx, { conferenceId: id, from: state, to: over ? 'done' : 'notHeld', reason, personId: by }, now)
    // The consult has told its people already; this one is for the open pages and the room.
    record({ name: 'conference.notHeld', subject: 'conference', subjectId: id, facts: { consultId, withdrawn: true }, audience })
    return
  }
  for (const item of mine) await writeEntry(tx, { conferenceId: id, personId: by, kind: 'moved', body: { item } }, now)
  const { sequence } = await tx.conference.update({ where: { id }, data: state === 'planned' ? { sequence: { increment: 1 } } : {}, select: { sequence: true } })
  record({ name: 'conference.itemDropped', subject: 'conference', subjectId: id, facts: { consultId, sequence, withdrawn: true }, audience })
  if (state === 'planned') await freePresenters()
}
