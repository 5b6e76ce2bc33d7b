import type { Actor } from '~/domain/audit/actor'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole, InvitationReply } from '~/platform/database/enums'
import { nameWithTitle } from '~/platform/names'
import { loadConference } from './load-conference.server'
import { mayConference } from './policy'

export interface AnswerLine {
  personId: string
  name: string
  hospital: string
  role: ConferenceRole
  /** null: asked, and has not answered */
  reply: InvitationReply | null
  reason: string
  at: string | null
  proposal: { answerId: string; startsAt: string; endsAt: string; refused: boolean } | null
}

const roles: ConferenceRole[] = ['chair', 'deputy', 'scribe', 'presenter', 'specialist', 'observer', 'technician']

/** The invitation side of a conference's page: what one answered oneself; for those who lead it, what everybody answered; and each change of time. */
export async function invitationsOf(actor: Actor, conferenceId: string) {
  const conference = await loadConference(db, actor, conferenceId, await nowIn(db))
  const [answers, moves] = await Promise.all([
    db.invitationAnswer.findMany({ where: { conferenceId, supersededAt: null } }),
    db.conferenceMove.findMany({ where: { conferenceId }, orderBy: { at: 'desc' }, take: 20, select: { id: true, at: true, personId: true, fromStart: true, startsAt: true, reason: true } }),
  ])
  const [people, hospitals] = await Promise.all([
    personNames([...conference.members, ...moves].map(({ personId }) => personId)), hospitalNames(conference.members.map(({ hospitalId }) => hospitalId)),
  ])
  const nameOf = (personId: string): string => {
    const person = people.get(personId)
    return person ? nameWithTitle(person) : ''
  }
  const lines = conference.members.map(({ personId, hospitalId, role }): AnswerLine => {
    const given = answers.find((answer) => answer.personId === personId)
    const proposal = given?.startsAt && given.endsAt ? { answerId: given.id, startsAt: given.startsAt.toISOString(), endsAt: given.endsAt.toISOString(), refused: given.refusedAt !== null } : null
    return { personId, name: nameOf(personId), hospital: hospitals.get(hospitalId)?.shortName ?? '', role, reply: given?.reply ?? null, reason: given?.reason ?? '', at: given?.at.toISOString() ?? null, proposal }
  }).sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))
  const planned = conference.state === 'planned'
  return {
    sequence: conference.sequence, startsAt: conference.startsAt.toISOString(), minutes: Math.round((conference.endsAt.getTime() - conference.startsAt.getTime()) / 60_000),
    may: { answer: mayConference.answer(actor, conference), move: planned && mayConference.arranged(actor, conference) },
    mine: lines.find(({ personId }) => personId === actor.personId) ?? null,
    answers: planned && mayConference.seeAnswers(actor, conference) ? lines : null,
    moves: moves.map(({ at, fromStart, startsAt, personId, ...move }) => ({ ...move, by: nameOf(personId), at: at.toISOString(), fromStart: fromStart.toISOString(), startsAt: startsAt.toISOString() })),
  }
}
export type Invitations = Awaited<ReturnType<typeof invitationsOf>>
