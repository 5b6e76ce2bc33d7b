import { partnersOf } from '~/domain/agreements/partners.server'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { endPartAccess } from '~/domain/consults/grant-access.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { notFound, Problem } from '~/platform/problem'
import { linesOf } from './add-consult.server'
import type { SetMember } from './agenda-schema'
import { bookStep } from './book.server'
import { fitsRole, maySpeak, staffOf, type Candidate } from './candidates.server'
import { toChange, topicsOf, waitingOf } from './change-agenda.server'
import { refuseBothSides } from './choose-members.server'
import type { LoadedConference } from './load-conference.server'
import { newMemberCode } from './member-code.server'
import { grantParts } from './part-rights.server'
import { isPrepared, mayConference } from './policy'

/** Parts that one person has; whoever had it before stays, to advise or to look on. */
const single: readonly ConferenceRole[] = ['chair', 'deputy', 'scribe']

/** Somebody comes into a conference that is to be, or has another part in it. What they may see follows their part at once. */
export function setMember(actor: Actor, { conferenceId, personId, role }: SetMember): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toChange(tx, actor, conferenceId, now)
    allow(mayConference.arranged(actor, conference))
    const people = await staffFor(tx, conference, now)
    const person = people.find((one) => one.personId === personId)
    const known = conference.members.find((one) => one.personId === personId)
    if (!person) throw known ? new Problem('schedule:problem.person', { field: 'personId' }) : notFound()
    if (known?.role === role) throw new Problem('schedule:problem.sameRole', { field: 'role' })
    refuseUnfit(conference, { ...person, hospitalId: known?.hospitalId ?? person.hospitalId }, role, known?.role)
    const before = single.includes(role) ? conference.members.find((one) => one.role === role) : undefined
    if (before) await give(tx, now, conference, before, maySpeak(people.find((one) => one.personId === before.personId) ?? person) ? 'specialist' : 'observer')
    if (known) await give(tx, now, conference, known, role)
    else await seat(tx, record, now, conference, person, role)
    record({ name: 'conference.membersChanged', subject: 'conference', subjectId: conferenceId, facts: { personId, role }, audience: [...new Set([...topicsOf(conference), ...(isPrepared(conference) ? [] : [`person:${personId}`])])] })
    return { conferenceId }
  })
}

const requestingOf = ({ agenda }: LoadedConference): string[] => [...new Set(agenda.filter(({ state }) => state === 'waiting').map(({ requestingId }) => requestingId))]

async function staffFor(tx: Tx, conference: LoadedConference, now: Date): Promise<Candidate[]> {
  const { hostId } = conference
  if (hostId === null) throw notFound()
  return staffOf(tx, { hostId, otherIds: [...requestingOf(conference), ...await partnersOf(hostId, now, tx)] }, now)
}

function refuseUnfit(conference: LoadedConference, person: Candidate, role: ConferenceRole, known: ConferenceRole | undefined): void {
  const presents = waitingOf(conference).some(({ presenterId }) => presenterId === person.personId)
  if (known === 'chair' || known === 'scribe') throw new Problem('schedule:problem.neededRole', { field: 'role' })
  if (presents && role !== 'scribe' && role !== 'presenter') throw new Problem('schedule:problem.presents', { field: 'role' })
  if (!fitsRole(person, role, { hostId: conference.hostId ?? '', requestingIds: requestingOf(conference) })) throw new Problem('schedule:problem.unfit', { field: 'role' })
}

async function grant(tx: Tx, now: Date, conference: LoadedConference, member: { personId: string; hospitalId: string; role: ConferenceRole }): Promise<void> {
  if (conference.hostId === null || isPrepared(conference)) return
  await grantParts(tx, { conferenceId: conference.id, hostId: conference.hostId, members: [member], items: await linesOf(tx, waitingOf(conference)) }, now)
}

async function give(tx: Tx, now: Date, conference: LoadedConference, { personId, hospitalId }: { personId: string; hospitalId: string }, role: ConferenceRole): Promise<void> {
  await tx.conferenceMember.update({ where: { conferenceId_personId: { conferenceId: conference.id, personId } }, data: { role } })
  await endPartAccess(tx, now, conference.id, personId)
  await grant(tx, now, conference, { personId, hospitalId, role })
}

async function seat(tx: Tx, record: RecordEvent, now: Date, conference: LoadedConference, { personId, hospitalId, fullName }: Candidate, role: ConferenceRole): Promise<void> {
  const { id: conferenceId, startsAt, endsAt } = conference
  await refuseBothSides(tx, waitingOf(conference).map(({ consultId }) => consultId), [{ personId, hospitalId, fullName, role }], 'personId')
  await tx.conferenceMember.create({ data: { conferenceId, personId, hospitalId, role, code: newMemberCode() } })
  await bookStep(tx, { conferenceId, startsAt, endsAt, field: 'personId', takes: [{ personId, name: fullName }] })
  await grant(tx, now, conference, { personId, hospitalId, role })
  if (isPrepared(conference)) return
  await tx.conference.update({ where: { id: conferenceId }, data: { sequence: { increment: 1 } } })
  record({ name: 'invitation.added', subject: 'conference', subjectId: conferenceId, facts: { personId, hospitalId }, audience: [`person:${personId}`] })
}
