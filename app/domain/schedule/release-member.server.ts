import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { endConferenceAccess } from '~/domain/consults/grant-access.server'
import { notFound, Problem } from '~/platform/problem'
import { audienceOf } from './audience'
import { consultsOf } from './consults-of.server'
import { loadConference } from './load-conference.server'
import { mayConference } from './policy'
import type { ReleaseMember } from './schema'

/** Takes a specialist out of a planned conference: free again, told, and gone from their calendar. Chair, scribe and presenter stay: without them there is none. */
export function releaseMember(actor: Actor, { conferenceId, personId }: ReleaseMember): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.arranged(actor, conference))
    const member = conference.members.find((one) => one.personId === personId)
    if (!member) throw notFound()
    if (member.role !== 'specialist') throw new Problem('schedule:problem.needed')
    const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: 'planned' }, data: { sequence: { increment: 1 } } })
    if (count === 0) throw new Problem('schedule:problem.changed')
    await tx.conferenceMember.delete({ where: { conferenceId_personId: { conferenceId, personId } } })
    await tx.booking.updateMany({ where: { conferenceId, personId, releasedAt: null }, data: { releasedAt: now } })
    await tx.invitationAnswer.updateMany({ where: { conferenceId, personId, supersededAt: null }, data: { supersededAt: now } })
    for (const consultId of (await consultsOf(tx, [conferenceId])).get(conferenceId) ?? []) await endConferenceAccess(tx, now, consultId, conferenceId, personId)
    record({ name: 'invitation.ended', subject: 'conference', subjectId: conferenceId, facts: { personId, hospitalId: member.hospitalId }, audience: audienceOf(conference) })
    return { conferenceId }
  })
}
