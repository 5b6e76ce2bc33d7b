import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { conferenceNotHeld } from '~/domain/consults/conference-steps.server'
import { endConferenceAccess } from '~/domain/consults/grant-access.server'
import { Problem } from '~/platform/problem'
import { topicsOf } from './change-agenda.server'
import { dropItems, endConference, forgetMembers } from './end-conference.server'
import { holdConference, loadConference } from './load-conference.server'
import { isOver, isPrepared, mayConference } from './policy'
import type { RecordNotHeld } from './schema'

/** The conference did not take place, or broke off without result: people are free again and the consult waits for another way. */
export function recordNotHeld(actor: Actor, { conferenceId, reason }: RecordNotHeld): Promise<{ consultId: string | null }> {
  return transact(actor, async (tx, record, now) => {
    await holdConference(tx, conferenceId)
    const conference = await loadConference(tx, actor, conferenceId, now)
    // Whoever comes second, to one that is over meanwhile, is told so.
    if (isOver(conference) && mayConference.recordNotHeld(actor, { ...conference, state: 'open' })) throw new Problem('schedule:problem.changed')
    allow(mayConference.recordNotHeld(actor, conference))
    await endConference(tx, { conferenceId, from: conference.state, to: 'notHeld', reason, personId: actor.personId }, now)
    const lines = conference.agenda.filter(({ state }) => state === 'waiting')
    await dropItems(tx, lines.map(({ id }) => id), reason)
    for (const { consultId } of lines) {
      await endConferenceAccess(tx, now, consultId, conferenceId)
      // Of one that was only being prepared its consult knows nothing yet.
      if (conference.state === 'planned' || conference.state === 'open') await conferenceNotHeld(tx, record, { consultId, conferenceId, reason }, actor, now)
    }
    if (isPrepared(conference)) await forgetMembers(tx, conferenceId)
    record({ name: 'conference.notHeld', subject: 'conference', subjectId: conferenceId, facts: { before: conference.state }, audience: topicsOf(conference) })
    return { consultId: lines.length === 1 ? lines[0]?.consultId ?? null : null }
  })
}
