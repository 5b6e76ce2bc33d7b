import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { endConferenceAccess } from '~/domain/consults/grant-access.server'
import { notFound, Problem } from '~/platform/problem'
import { audienceOf } from './audience'
import { consultsOf } from './consults-of.server'
import { holdConference, loadConference, type LoadedConference } from './load-conference.server'
import { isPrepared, mayConference } from './policy'
import type { ReleaseMember } from './schema'

/** Takes somebody out of a conference that is being prepared or planned: free again, told, and gone from their calendar. Chair and scribe stay, and who presents a consult that waits: without them there is none. */
export function releaseMember(actor: Actor, { conferenceId, personId }: ReleaseMember): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    await holdConference(tx, conferenceId)
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.arranged(actor, conference))
    const member = conference.members.find((one) => one.personId === personId)
    if (!member) throw notFound()
    const presents = conference.agenda.some(({ state, presenterId }) => state === 'waiting' && presenterId === personId)
    if (member.role === 'chair' || member.role === 'scribe' || presents) throw new Problem('schedule:problem.needed')
    const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: { in: ['draft', 'planned'] } }, data: { sequence: { increment: 1 } } })
    if (count === 0) throw new Problem('schedule:problem.changed')
    await releaseStep(tx, record, now, conference, member)
    return { conferenceId }
  })
}

/** Step: the same, of somebody who is there. Of a draft nobody is told. */
export async function releaseStep(tx: Tx, record: RecordEvent, now: Date, conference: Pick<LoadedConference, 'id' | 'state' | 'hostId'> & Parameters<typeof audienceOf>[0], { personId, hospitalId }: { personId: string; hospitalId: string }): Promise<void> {
  const { id: conferenceId } = conference
  await tx.conferenceMember.delete({ where: { conferenceId_personId: { conferenceId, personId } } })
  await tx.booking.updateMany({ where: { conferenceId, personId, releasedAt: null }, data: { releasedAt: now } })
  await tx.invitationAnswer.updateMany({ where: { conferenceId, personId, supersededAt: null }, data: { supersededAt: now } })
  if (isPrepared(conference)) return record({ name: 'conference.membersChanged', subject: 'conference', subjectId: conferenceId, facts: {}, audience: [`conference:${conferenceId}`] })
  for (const consultId of (await consultsOf(tx, [conferenceId])).get(conferenceId) ?? []) await endConferenceAccess(tx, now, consultId, conferenceId, personId)
  record({ name: 'invitation.ended', subject: 'conference', subjectId: conferenceId, facts: { personId, hospitalId }, audience: audienceOf(conference) })
}
