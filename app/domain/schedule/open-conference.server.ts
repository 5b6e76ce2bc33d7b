import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { startConsultConference } from '~/domain/consults/conference-steps.server'
import { Problem } from '~/platform/problem'
import { audienceOf } from './audience'
import { holdConference, loadConference, onAgenda } from './load-conference.server'
import { mayConference } from './policy'
import type { OpenConference } from './schema'

/** Opens the room of a planned conference; chair, scribe or the supporting side's coordinator. */
export function openConference(actor: Actor, input: OpenConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    await holdConference(tx, input.conferenceId)
    const conference = await loadConference(tx, actor, input.conferenceId, now)
    if (conference.state === 'open') return { conferenceId: conference.id }
    allow(mayConference.open(actor, conference))
    await openStep(tx, record, input, actor, now)
    return { conferenceId: conference.id }
  })
}

/** The room's first row: from now on the log is the record. Used by openConference, and by arranging one for now. */
export async function openStep(tx: Tx, record: RecordEvent, { conferenceId }: OpenConference, actor: Actor, now: Date): Promise<void> {
  const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: 'planned' }, data: { state: 'open', openedAt: now } })
  if (count === 0) throw new Problem('schedule:problem.changed')
  await tx.room.create({ data: { conferenceId } })
  const conference = await loadConference(tx, actor, conferenceId, now)
  for (const { consultId } of onAgenda(conference)) await startConsultConference(tx, record, { consultId, conferenceId }, actor, now)
  record({ name: 'conference.opened', subject: 'conference', subjectId: conferenceId, facts: {}, audience: audienceOf(conference) })
}
