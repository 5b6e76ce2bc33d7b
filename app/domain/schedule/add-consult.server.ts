import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { scheduleConsult } from '~/domain/consults/conference-steps.server'
import { tookOtherSide } from '~/domain/consults/change-state.server'
import { visibleTo } from '~/domain/consults/rights'
import { personNames } from '~/domain/people/queries.server'
import { notFound, Problem } from '~/platform/problem'
import type { AddConsult } from './agenda-schema'
import { addItemStep, agendaConsult, refuseTooMuch, type PlannedItem } from './agenda-steps.server'
import { bookStep } from './book.server'
import { candidates, fitsRole } from './candidates.server'
import { toChange, topicsOf, waitingOf } from './change-agenda.server'
import { refuseBothSides } from './choose-members.server'
import type { LoadedConference } from './load-conference.server'
import { newMemberCode } from './member-code.server'
import { grantParts } from './part-rights.server'
import { mayConference } from './policy'

/** One more consult at the end of the agenda of a conference that is being prepared or planned; its doctor presents it. */
export function addConsult(actor: Actor, { conferenceId, consultId, minutes, presenterId }: AddConsult): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toChange(tx, actor, conferenceId, now)
    const consult = await tx.consult.findFirst({ where: { id: consultId, ...visibleTo(actor, now) }, select: agendaConsult })
    if (!consult) throw notFound()
    allow(mayConference.arrange(actor, consult))
    if (consult.supportingId !== conference.hostId) throw new Problem('schedule:problem.otherHost', { field: 'consultId' })
    if (await tookOtherSide(tx, consultId, actor)) throw new Problem('consults:problem.bothSides')
    await ontoAgenda(tx, record, actor, now, conference, { consult, minutes, presenterId: presenterId ?? consult.treatingDoctorId }, { item: 'consultId', minutes: 'minutes' })
    return { conferenceId }
  })
}

/** Step: a consult comes onto the agenda, its presenter into the conference; those who sit in it may see the consult from now on, and are told. */
export async function ontoAgenda(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conference: LoadedConference, item: PlannedItem, field: { item: string; minutes: string }): Promise<void> {
  const { id: conferenceId, hostId, state, startsAt, endsAt } = conference
  if (hostId === null) throw notFound()
  const { consult, presenterId } = item
  const waiting = waitingOf(conference)
  refuseTooMuch([...waiting.map((line) => line.minutes), item.minutes], conference, field.minutes)
  const itemId = await addItemStep(tx, { conferenceId, item, position: Math.max(0, ...conference.agenda.map(({ position }) => position)) + 1, personId: actor.personId, field: field.item }, now)
  const scribe = conference.members.find(({ role }) => role === 'scribe')
  if (scribe && scribe.hospitalId !== hostId && scribe.hospitalId !== consult.requestingId) throw new Problem('schedule:problem.scribeOfHost', { field: field.item })
  const presenter = await presenterOf(tx, conference, item, now, field.item)
  const members = [...conference.members, ...(presenter ? [presenter] : [])]
  const names = await personNames(members.map(({ personId }) => personId), tx)
  await refuseBothSides(tx, [consult.id], members.map((member) => ({ ...member, fullName: names.get(member.personId)?.fullName ?? '' })), field.item)
  if (presenter) {
    await tx.conferenceMember.create({ data: { conferenceId, ...presenter, code: newMemberCode() } })
    await bookStep(tx, { conferenceId, startsAt, endsAt, field: field.item, takes: [{ personId: presenter.personId, name: names.get(presenter.personId)?.fullName ?? '' }] })
  }
  const facts = { consultId: consult.id, itemId }
  const audience = [...new Set([...topicsOf(conference), ...(state === 'draft' ? [] : [`consult:${consult.id}`, `hospital:${consult.requestingId}`, ...(presenter ? [`person:${presenter.personId}`] : [])])])]
  if (state === 'draft') return record({ name: 'conference.agendaOrdered', subject: 'conference', subjectId: conferenceId, fields: ['agenda'], facts, audience })
  const { sequence } = await tx.conference.update({ where: { id: conferenceId }, data: { sequence: { increment: 1 } }, select: { sequence: true } })
  await scheduleConsult(tx, record, { consultId: consult.id, conferenceId, startsAt }, actor, now)
  await grantParts(tx, { conferenceId, hostId, members, items: [{ consult, presenterId }] }, now)
  if (presenter) await grantParts(tx, { conferenceId, hostId, members: [presenter], items: await linesOf(tx, waiting) }, now)
  record({ name: 'conference.itemAdded', subject: 'conference', subjectId: conferenceId, facts: { ...facts, sequence, ...(presenter ? { newId: presenter.personId } : {}) }, audience })
  if (presenter) record({ name: 'invitation.added', subject: 'conference', subjectId: conferenceId, facts: { personId: presenter.personId, hospitalId: presenter.hospitalId }, audience: [`person:${presenter.personId}`] })
}

/** Lines of an agenda with what rights to them read of their consults. */
export async function linesOf(tx: Tx, lines: readonly { consultId: string; presenterId: string | null }[]) {
  const consults = await tx.consult.findMany({ where: { id: { in: lines.map(({ consultId }) => consultId) } }, select: { id: true, requestingId: true, treatingDoctorId: true } })
  return lines.flatMap(({ consultId, presenterId }) => { const consult = consults.find(({ id }) => id === consultId); return consult ? [{ consult, presenterId }] : [] })
}

/** Who presents, where they do not sit in it yet. */
async function presenterOf(tx: Tx, { members, hostId }: LoadedConference, { consult, presenterId }: PlannedItem, now: Date, field: string) {
  if (members.some(({ personId }) => personId === presenterId)) return null
  const people = await candidates(tx, { hostId: consult.requestingId, requestingIds: hostId ? [hostId] : [] }, now)
  const person = people.find(({ personId }) => personId === presenterId)
  if (!person || !(presenterId === consult.treatingDoctorId || fitsRole(person, 'presenter', { hostId: hostId ?? '', requestingIds: [consult.requestingId] }))) throw new Problem('schedule:problem.presenter', { field })
  return { personId: presenterId, hospitalId: consult.requestingId, role: 'presenter' as const }
}
