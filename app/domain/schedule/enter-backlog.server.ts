import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import type { Event } from '~/domain/audit/relay.server'
import { transact } from '~/domain/audit/transact.server'
import { possible } from '~/domain/consults/lifecycle'
import { visibleTo } from '~/domain/consults/rights'
import { db } from '~/platform/database/database.server'
import { formatDateTime } from '~/platform/dates'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { mayBacklog } from './series-policy'
import type { EnterBacklog, LeaveBacklog } from './series-schema'

/** An accepted consult waits for a conference of a series, or for any of the hospital. It has one place in the backlog: the index decides. */
export function enterBacklog(actor: Actor, { consultId, seriesId, minutes, note }: EnterBacklog): Promise<{ entryId: string }> {
  return transact(actor, async (tx, record, now) => {
    const consult = await tx.consult.findFirst({ where: { id: consultId, ...visibleTo(actor, now) }, select: { code: true, state: true, supportingId: true, requestingId: true } })
    if (!consult) throw notFound()
    allow(mayBacklog.enter(actor, consult))
    const code = consult.code ?? ''
    const planned = await tx.agendaItem.findFirst({ where: { consultId, state: 'waiting' }, select: { conference: { select: { startsAt: true } } } })
    if (planned) throw new Problem('schedule:problem.waitsElsewhere', { params: { code, time: formatDateTime(planned.conference.startsAt) } })
    if (!possible('schedule', consult.state)) throw new Problem('schedule:problem.notForBacklog', { params: { code } })
    if (seriesId && await tx.conferenceSeries.count({ where: { id: seriesId, hospitalId: actor.hospitalId, endedAt: null } }) === 0) throw new Problem('schedule:problem.series', { field: 'seriesId' })
    const entryId = newId()
    await claiming(undefined, 'schedule:problem.inBacklog', () => tx.backlogEntry.create({ data: { id: entryId, hospitalId: actor.hospitalId, seriesId: seriesId ?? null, consultId, minutes, note, addedById: actor.personId, addedAt: now } }), { code })
    record({ name: 'backlog.entered', subject: 'consult', subjectId: consultId, facts: { entryId, seriesId: seriesId ?? null }, audience: [`consult:${consultId}`, `hospital:${actor.hospitalId}`] })
    return { entryId }
  })
}

/** It no longer waits for a conference: another way was found. */
export function leaveBacklog(actor: Actor, { entryId }: LeaveBacklog): Promise<{ entryId: string }> {
  return transact(actor, async (tx, record, now) => {
    const entry = await tx.backlogEntry.findUnique({ where: { id: entryId }, select: { hospitalId: true, consultId: true } })
    if (!entry) throw notFound()
    allow(mayBacklog.leave(actor, entry))
    const { count } = await tx.backlogEntry.updateMany({ where: { id: entryId, takenAt: null }, data: { takenAt: now } })
    if (count === 0) throw new Problem('schedule:problem.leftBacklog')
    record({ name: 'backlog.left', subject: 'consult', subjectId: entry.consultId, facts: { entryId }, audience: [`consult:${entry.consultId}`, `hospital:${entry.hospitalId}`] })
    return { entryId }
  })
}

/** Listener: a consult that was withdrawn, answered in another way or sent elsewhere waits for no conference of this hospital any more. */
export async function clearBacklog({ subjectId: consultId }: Event): Promise<void> {
  if (await db.backlogEntry.count({ where: { consultId, takenAt: null } }) === 0) return
  await transact(null, async (tx, record, now) => {
    const { state, supportingId } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { state: true, supportingId: true } })
    const waits = possible('schedule', state)
    const entries = await tx.backlogEntry.findMany({ where: { consultId, takenAt: null }, select: { id: true, hospitalId: true } })
    const gone = entries.filter(({ hospitalId }) => !waits || hospitalId !== supportingId)
    await tx.backlogEntry.updateMany({ where: { id: { in: gone.map(({ id }) => id) }, takenAt: null }, data: { takenAt: now } })
    for (const { id: entryId, hospitalId } of gone) record({ name: 'backlog.left', subject: 'consult', subjectId: consultId, facts: { entryId }, audience: [`consult:${consultId}`, `hospital:${hospitalId}`] })
  })
}
