import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { conferenceNotHeld } from '~/domain/consults/conference-steps.server'
import { endConferenceAccess } from '~/domain/consults/grant-access.server'
import { audienceOf } from './audience'
import { endConference } from './end-conference.server'
import { loadConference } from './load-conference.server'
import { mayConference } from './policy'
import type { RecordNotHeld } from './schema'

/** The conference did not take place, or broke off without result: people are free again and the consult waits for another way. */
export function recordNotHeld(actor: Actor, { conferenceId, reason }: RecordNotHeld): Promise<{ consultId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.recordNotHeld(actor, conference))
    await endConference(tx, { conferenceId, from: conference.state, to: 'notHeld', reason, personId: actor.personId }, now)
    await endConferenceAccess(tx, now, conference.consultId, conferenceId)
    await conferenceNotHeld(tx, record, { consultId: conference.consultId, conferenceId, reason }, actor, now)
    record({ name: 'conference.notHeld', subject: 'conference', subjectId: conferenceId, facts: { consultId: conference.consultId }, audience: audienceOf(conference) })
    return { consultId: conference.consultId }
  })
}
