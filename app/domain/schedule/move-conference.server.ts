import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { moveConsultConference } from '~/domain/consults/conference-steps.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { giveAnswer } from './answer-invitation.server'
import { refuseTooMuch } from './agenda-steps.server'
import { audienceOf } from './audience'
import { rebookStep } from './book.server'
import { topicsOf, waitingOf } from './change-agenda.server'
import { consultsOf } from './consults-of.server'
import { holdConference, loadConference, type LoadedConference } from './load-conference.server'
import { mayConference } from './policy'
import { timeOf } from './move-time'
import type { AnswerProposal, MoveConference } from './schema'

/** A planned conference gets another time or length, with a reason: everybody is booked anew or nobody, told, and asked again. */
export function moveConference(actor: Actor, input: MoveConference): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toMove(tx, actor, input.conferenceId, now)
    await moveStep(tx, record, actor, now, conference, { ...timeOf(input, conference, now), sequence: input.sequence, reason: input.reason })
    return { conferenceId: conference.id }
  })
}

/** Takes over the time somebody proposed; their answer to it is yes. */
export function takeProposal(actor: Actor, { conferenceId, answerId, sequence }: AnswerProposal): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toMove(tx, actor, conferenceId, now)
    const { personId, hospitalId, reason, startsAt, endsAt } = await proposalOf(tx, conferenceId, answerId)
    const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000
    await moveStep(tx, record, actor, now, conference, { ...timeOf({ startsAt, minutes }, conference, now), sequence, reason })
    await giveAnswer(tx, { conferenceId, personId, hospitalId, at: now, reply: 'accepted' })
    return { conferenceId }
  })
}

/** The time stays as it is; whoever proposed another one is asked once more. */
export function refuseProposal(actor: Actor, { conferenceId, answerId }: AnswerProposal): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toMove(tx, actor, conferenceId, now)
    const { id, personId, hospitalId } = await proposalOf(tx, conferenceId, answerId)
    const { count } = await tx.invitationAnswer.updateMany({ where: { id, supersededAt: null, refusedAt: null }, data: { refusedAt: now } })
    if (count === 0) throw new Problem('schedule:problem.changed')
    record({ name: 'invitation.refused', subject: 'conference', subjectId: conferenceId, facts: { personId, hospitalId }, audience: audienceOf(conference) })
    return { conferenceId }
  })
}

async function toMove(tx: Tx, actor: Actor, conferenceId: string, now: Date): Promise<LoadedConference> {
  await holdConference(tx, conferenceId)
  const conference = await loadConference(tx, actor, conferenceId, now)
  allow(mayConference.arranged(actor, conference))
  if (conference.state !== 'planned' && conference.state !== 'draft') throw new Problem('schedule:problem.changed')
  return conference
}

async function proposalOf(tx: Tx, conferenceId: string, answerId: string) {
  const answer = await tx.invitationAnswer.findFirst({ where: { id: answerId, conferenceId, reply: 'proposed' }, select: { id: true, personId: true, hospitalId: true, reason: true, startsAt: true, endsAt: true, supersededAt: true, refusedAt: true } })
  if (!answer) throw notFound()
  const { startsAt, endsAt, supersededAt, refusedAt } = answer
  if (!startsAt || !endsAt || supersededAt || refusedAt) throw new Problem('schedule:problem.changed')
  return { ...answer, startsAt, endsAt }
}

/** The agenda fits into the new length; a single consult that had all of the time has all of it again. */
async function fitAgenda(tx: Tx, conference: LoadedConference, times: { startsAt: Date; endsAt: Date }): Promise<void> {
  const waiting = waitingOf(conference)
  const [only] = waiting
  const lengthOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
  if (waiting.length !== 1 || !only || only.minutes !== lengthOf(conference)) return refuseTooMuch(waiting.map(({ minutes }) => minutes), times, 'minutes')
  await tx.agendaItem.update({ where: { id: only.id }, data: { minutes: lengthOf(times) } })
}

interface Move { startsAt: Date; endsAt: Date; sequence: number; reason: string }

async function moveStep(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conference: LoadedConference, { startsAt, endsAt, sequence, reason }: Move): Promise<void> {
  const { id: conferenceId, state } = conference
  await fitAgenda(tx, conference, { startsAt, endsAt })
  const { count } = await tx.conference.updateMany({
    where: { id: conferenceId, state, sequence },
    data: { startsAt, endsAt, sequence: sequence + 1, movedAt: now, dayRemindedAt: null, soonRemindedAt: null },
  })
  if (count === 0) throw new Problem('schedule:problem.changed')
  await rebookStep(tx, { conferenceId, startsAt, endsAt, field: 'startsAt' }, now)
  if (state === 'draft') return record({ name: 'conference.agendaOrdered', subject: 'conference', subjectId: conferenceId, fields: ['startsAt', 'endsAt'], audience: topicsOf(conference) })
  // What was answered was answered to the old time.
  await tx.invitationAnswer.updateMany({ where: { conferenceId, supersededAt: null }, data: { supersededAt: now } })
  await tx.conferenceMove.create({ data: { id: newId(), conferenceId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, fromStart: conference.startsAt, fromEnd: conference.endsAt, startsAt, endsAt, reason } })
  for (const consultId of (await consultsOf(tx, [conferenceId])).get(conferenceId) ?? []) await moveConsultConference(tx, record, { consultId, conferenceId, startsAt, reason }, actor, now)
  record({
    name: 'conference.moved', subject: 'conference', subjectId: conferenceId, fields: ['startsAt', 'endsAt'], audience: audienceOf(conference),
    facts: { sequence: sequence + 1, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), before: conference.startsAt.toISOString() },
  })
}
