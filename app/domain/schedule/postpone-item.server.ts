import type { Actor } from '~/domain/audit/actor'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { postponeConsult } from '~/domain/consults/conference-steps.server'
import { possible } from '~/domain/consults/lifecycle'
import { endConferenceAccess } from '~/domain/consults/grant-access.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { agendaConsult } from './agenda-steps.server'
import type { DropItem, PostponeItem } from './agenda-schema'
import { ontoAgenda } from './add-consult.server'
import { toChange, topicsOf, waitingOf } from './change-agenda.server'
import { releaseStep } from './release-member.server'
import { holdConference, loadUnseen, onAgenda, type AgendaLine, type LoadedConference } from './load-conference.server'
import { writeEntry } from './room-entry.server'

/**
 * A consult goes to another conference of the hospital that runs this one, or back among those that wait: before it begins, or in the
 * open room. Who was there only for it is free again; both sides are told.
 */
export function postponeItem(actor: Actor, { conferenceId, itemId, toConferenceId, reason }: PostponeItem): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    // Of two consults that change places neither waits for the other.
    await holdConference(tx, conferenceId, ...(toConferenceId ? [toConferenceId] : []))
    const conference = await toChange(tx, actor, conferenceId, now, ['draft', 'planned', 'open'])
    const target = toConferenceId ? await targetOf(tx, actor, conference, toConferenceId, now) : null
    const line = await offAgenda(tx, record, actor, now, conference, { itemId, state: 'moved', movedToId: target?.id ?? null, reason })
    const consult = await tx.consult.findUniqueOrThrow({ where: { id: line.consultId }, select: agendaConsult })
    if (target) await ontoAgenda(tx, record, actor, now, target, { consult, minutes: line.minutes, presenterId: line.presenterId ?? consult.treatingDoctorId }, { item: 'toConferenceId', minutes: 'toConferenceId' })
    else if (conference.hostId && possible('schedule', consult.state)) await wait(tx, { hospitalId: conference.hostId, seriesId: await seriesOf(tx, itemId), consultId: line.consultId, minutes: line.minutes, note: reason, addedById: actor.personId, addedAt: now })
    return { conferenceId }
  })
}

/** It waits for the series it had come from, as long as that goes on. */
async function seriesOf(tx: Tx, itemId: string): Promise<string | null> {
  const before = await tx.backlogEntry.findFirst({ where: { itemId, series: { endedAt: null } }, select: { seriesId: true } })
  return before?.seriesId ?? null
}

const wait = (tx: Tx, entry: { hospitalId: string; seriesId: string | null; consultId: string; minutes: number; note: string; addedById: string; addedAt: Date }) =>
  claiming(undefined, 'schedule:problem.changed', () => tx.backlogEntry.create({ data: { id: newId(), ...entry } }))

/** A consult is taken off the agenda for good: it waits for another way. */
export function dropItem(actor: Actor, { conferenceId, itemId, reason }: DropItem): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await toChange(tx, actor, conferenceId, now, ['draft', 'planned', 'open'])
    await offAgenda(tx, record, actor, now, conference, { itemId, state: 'dropped', movedToId: null, reason })
    return { conferenceId }
  })
}

/** Another conference of the same hospital that is still to come; whoever leads this one need not sit in that one, but is of that hospital. */
async function targetOf(tx: Tx, actor: Actor, { id, hostId }: LoadedConference, toConferenceId: string, now: Date): Promise<LoadedConference> {
  const target = await loadUnseen(tx, actor, toConferenceId, now)
  if (target.hostId !== hostId || actor.hospitalId !== hostId || target.kind !== 'conference' || target.id === id) throw notFound()
  if (!['draft', 'planned'].includes(target.state) || target.startsAt <= now) throw new Problem('schedule:problem.targetGone', { field: 'toConferenceId' })
  return target
}

interface Off { itemId: string; state: 'moved' | 'dropped'; movedToId: string | null; reason: string }

/** Step: the line ends, what people saw of its consult for this conference ends, and those inside see it in the room's log. */
async function offAgenda(tx: Tx, record: RecordEvent, actor: Actor, now: Date, conference: LoadedConference, { itemId, ...off }: Off): Promise<AgendaLine> {
  const { id: conferenceId, state } = conference
  const line = conference.agenda.find(({ id }) => id === itemId)
  if (!line) throw notFound()
  const { count } = await tx.agendaItem.updateMany({ where: { id: itemId, state: 'waiting' }, data: off })
  if (count === 0) throw new Problem('schedule:problem.changed')
  const topics = topicsOf(conference)
  if (state === 'draft') {
    record({ name: 'conference.agendaOrdered', subject: 'conference', subjectId: conferenceId, fields: ['agenda'], audience: topics })
  } else {
    // Without any consult it is no conference: then it is called off.
    if (onAgenda(conference).length === 1) throw new Problem('schedule:problem.lastItem')
    const { sequence } = await tx.conference.update({ where: { id: conferenceId }, data: { sequence: { increment: 1 } }, select: { sequence: true } })
    await postponeConsult(tx, record, { consultId: line.consultId, conferenceId, reason: off.reason }, actor, now)
    await endConferenceAccess(tx, now, line.consultId, conferenceId)
    await writeEntry(tx, { conferenceId, personId: actor.personId, kind: 'moved', body: { item: itemId } }, now)
    record({ name: off.state === 'moved' ? 'conference.itemMoved' : 'conference.itemDropped', subject: 'conference', subjectId: conferenceId, facts: { consultId: line.consultId, itemId, sequence, toConferenceId: off.movedToId }, audience: topics })
  }
  await releasePresenter(tx, record, now, conference, line)
  return line
}

/** Who was there only to present it is free again. Of an open room nobody is put out: they may stay for the others. */
async function releasePresenter(tx: Tx, record: RecordEvent, now: Date, conference: LoadedConference, line: AgendaLine): Promise<void> {
  const presenter = conference.members.find(({ personId, role }) => personId === line.presenterId && role === 'presenter')
  const others = waitingOf(conference).filter(({ id }) => id !== line.id)
  if (!presenter || conference.state === 'open' || others.some(({ presenterId }) => presenterId === presenter.personId)) return
  await releaseStep(tx, record, now, conference, presenter)
}
