import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { notFound, Problem } from '~/platform/problem'
import type { ApproveConference, RefuseConference } from './agenda-schema'
import { releaseStep } from './book.server'
import { dropItems } from './end-conference.server'
import { holdConference } from './load-conference.server'
import { mayConference } from './policy'
import { inviteStep, preparedOf, refusePast } from './publish-conference.server'

/** A head of the hospital that runs it says yes: only now are the invitations sent. Of one that opened at once it is the word afterwards. */
export function approveConference(actor: Actor, { conferenceId, note }: ApproveConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toApprove(tx, actor, conferenceId)
    const before = conference.state === 'awaitingApproval'
    if (before) {
      const prepared = await preparedOf(tx, conferenceId)
      refusePast(prepared.startsAt, now)
      await inviteStep(tx, record, actor, now, prepared, { approval: 'approved' })
    }
    await decide(tx, conferenceId, { approval: 'approved', approvalById: actor.personId, approvalAt: now, approvalNote: note }, before ? 'approved' : 'awaiting')
    record({ name: 'conference.approved', subject: 'conference', subjectId: conferenceId, facts: { afterwards: !before }, audience: topics(conference) })
    return { conferenceId }
  })
}

/** No, with a reason: people and sites are free again and the consults wait for another way. Of one that opened at once nothing is undone; it stands on its page and is told. */
export function refuseConference(actor: Actor, { conferenceId, reason }: RefuseConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toApprove(tx, actor, conferenceId)
    const before = conference.state === 'awaitingApproval'
    await decide(tx, conferenceId, { approval: 'refused', approvalById: actor.personId, approvalAt: now, approvalNote: reason, ...(before ? { state: 'refused' as const, reason, closedAt: now } : {}) }, 'awaiting')
    if (before) {
      const items = await tx.agendaItem.findMany({ where: { conferenceId, state: 'waiting' }, select: { id: true } })
      await dropItems(tx, items.map(({ id }) => id), reason)
      await releaseStep(tx, conferenceId, now)
    }
    record({ name: 'conference.refused', subject: 'conference', subjectId: conferenceId, facts: { afterwards: !before }, audience: topics(conference) })
    return { conferenceId }
  })
}

const topics = ({ id, hostId, createdById }: { id: string; hostId: string | null; createdById: string }): string[] => [`conference:${id}`, `person:${createdById}`, ...(hostId ? [`hospital:${hostId}`] : [])]

/** Whoever approves reads codes, times and people, and needs no right to a consult. */
async function toApprove(tx: Tx, actor: Actor, conferenceId: string) {
  await holdConference(tx, conferenceId)
  const conference = await tx.conference.findUnique({
    where: { id: conferenceId }, select: { id: true, kind: true, state: true, hostId: true, approval: true, createdById: true, members: { select: { personId: true, hospitalId: true, role: true } } },
  })
  if (!conference || !mayConference.seeApproval(actor, conference)) throw notFound()
  if (conference.approval !== 'awaiting') throw new Problem('schedule:problem.changed')
  allow(mayConference.approve(actor, conference))
  return conference
}

type Decision = Parameters<Tx['conference']['updateMany']>[0]['data']

async function decide(tx: Tx, id: string, data: Decision, approval: 'awaiting' | 'approved'): Promise<void> {
  const { count } = await tx.conference.updateMany({ where: { id, approval, approvalById: null }, data })
  if (count === 0) throw new Problem('schedule:problem.changed')
}
