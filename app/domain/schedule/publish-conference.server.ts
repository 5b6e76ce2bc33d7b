import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { scheduleConsult } from '~/domain/consults/conference-steps.server'
import { possible } from '~/domain/consults/lifecycle'
import { settingOf } from '~/domain/hospitals/settings.server'
import { Problem } from '~/platform/problem'
import { agendaConsult, refuseTooMuch } from './agenda-steps.server'
import type { PublishConference } from './agenda-schema'
import { audienceOf } from './audience'
import { refuseBothSides } from './choose-members.server'
import { holdConference, loadConference } from './load-conference.server'
import { grantParts } from './part-rights.server'
import { personNames } from '~/domain/people/queries.server'
import { mayConference } from './policy'

/** A draft becomes a conference: its invitations go out, or, where the hospital wants that, it waits for a head's approval first. */
export function publishConference(actor: Actor, { conferenceId }: PublishConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    await holdConference(tx, conferenceId)
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.arranged(actor, conference))
    if (conference.state !== 'draft') throw new Problem('schedule:problem.changed')
    await publishStep(tx, record, actor, now, conferenceId)
    return { conferenceId }
  })
}

/** Step: the same. One that opens at once does not wait: it is approved afterwards. */
export async function publishStep(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conferenceId: string, { atOnce = false } = {}): Promise<void> {
  const conference = await preparedOf(tx, conferenceId)
  if (conference.items.length === 0) throw new Problem('schedule:problem.noConsults', { field: 'consultIds' })
  refuseTooMuch(conference.items.map(({ minutes }) => minutes), conference, 'lengths')
  if (conference.startsAt < now && !atOnce) refusePast(conference.startsAt, now)
  const { approval } = await settingOf(conference.hostId, 'conferences', tx)
  if (!approval || atOnce) return inviteStep(tx, record, actor, now, conference, { atOnce, approval: approval ? 'awaiting' : 'none' })
  refuseGone(conference.items)
  const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state: 'draft' }, data: { state: 'awaitingApproval', approval: 'awaiting' } })
  if (count === 0) throw new Problem('schedule:problem.changed')
  record({ name: 'conference.submitted', subject: 'conference', subjectId: conferenceId, facts: {}, audience: [`conference:${conferenceId}`, `hospital:${conference.hostId}`] })
}

type Prepared = Awaited<ReturnType<typeof preparedOf>>

/** Unscoped: a conference that is being prepared, as it is published and approved. */
export async function preparedOf(tx: Tx, conferenceId: string) {
  const { agenda, hostId, ...conference } = await tx.conference.findUniqueOrThrow({
    where: { id: conferenceId },
    select: {
      id: true, state: true, hostId: true, startsAt: true, endsAt: true, createdById: true, members: { select: { personId: true, hospitalId: true, role: true } },
      agenda: { where: { state: 'waiting' }, orderBy: { position: 'asc' }, select: { id: true, consultId: true, minutes: true, presenterId: true } },
    },
  })
  const consults = await tx.consult.findMany({ where: { id: { in: agenda.map(({ consultId }) => consultId) } }, select: agendaConsult })
  if (hostId === null) throw new Problem('schedule:problem.changed')
  return { ...conference, hostId, items: agenda.flatMap((line) => { const consult = consults.find(({ id }) => id === line.consultId); return consult ? [{ ...line, consult }] : [] }) }
}

export function refusePast(startsAt: Date, now: Date): void {
  if (startsAt <= now) throw new Problem('schedule:problem.pastDraft', { field: 'startsAt' })
}

/** A draft waits long: what was answered or taken back meanwhile is taken off its agenda first. */
function refuseGone(items: Prepared['items']): void {
  const gone = items.find(({ consult }) => !possible('schedule', consult.state))
  if (gone) throw new Problem('schedule:problem.notWaiting', { params: { code: gone.consult.code ?? '' } })
}

/** Step: the time stands, everybody is invited and may see what their part shows them, and the consults are scheduled. */
export async function inviteStep(tx: Tx, record: RecordEvent, actor: Actor, now: Date, { id: conferenceId, state, hostId, members, items, startsAt }: Prepared, { atOnce = false, approval }: { atOnce?: boolean; approval: 'none' | 'awaiting' | 'approved' }): Promise<void> {
  refuseGone(items)
  const people = await personNames(members.map(({ personId }) => personId), tx)
  await refuseBothSides(tx, items.map(({ consult }) => consult.id), members.map((member) => ({ ...member, fullName: people.get(member.personId)?.fullName ?? '' })))
  const { count } = await tx.conference.updateMany({ where: { id: conferenceId, state }, data: { state: 'planned', approval } })
  if (count === 0) throw new Problem('schedule:problem.changed')
  for (const { consult } of items) await scheduleConsult(tx, record, { consultId: consult.id, conferenceId, startsAt }, actor, now)
  await grantParts(tx, { conferenceId, hostId, members, items }, now)
  record({
    name: 'conference.arranged', subject: 'conference', subjectId: conferenceId, facts: { consultId: items[0]?.consult.id ?? null, startsAt: startsAt.toISOString(), when: atOnce ? 'now' : 'later' },
    audience: audienceOf({ id: conferenceId, agenda: items.map(({ consult }) => ({ consultId: consult.id, requestingId: consult.requestingId })), members, hostId }),
  })
}
