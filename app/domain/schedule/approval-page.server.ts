import { has, type Actor } from '~/domain/audit/actor'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { db } from '~/platform/database/database.server'
import type { AgendaState } from '~/platform/database/enums'
import { nameWithTitle } from '~/platform/names'
import { notFound } from '~/platform/problem'
import { calendarCards, cardColumns } from './calendar-card.server'
import { mayConference } from './policy'

const live: AgendaState[] = ['waiting', 'done']
const columns = {
  ...cardColumns, kind: true, hostId: true, title: true, approval: true, approvalById: true, approvalAt: true, approvalNote: true, createdById: true, openedAt: true,
  members: { select: { personId: true, hospitalId: true, role: true } }, agenda: { where: { state: { in: live } }, orderBy: { position: 'asc' }, select: { id: true, consultId: true, minutes: true } },
} as const

/** What a head approves: when, which codes, who; never a patient. For heads of the hospital that runs it, a 404 for everybody else. */
export async function approvalPage(actor: Actor, conferenceId: string) {
  const row = await db.conference.findUnique({ where: { id: conferenceId }, select: columns })
  if (!row || !mayConference.seeApproval(actor, row)) throw notFound()
  const [[card], people, hospitals, consults] = await Promise.all([
    calendarCards([row]), personNames([...row.members.map(({ personId }) => personId), row.createdById, ...(row.approvalById ? [row.approvalById] : [])]), hospitalNames(row.members.map(({ hospitalId }) => hospitalId)),
    db.consult.findMany({ where: { id: { in: row.agenda.map(({ consultId }) => consultId) } }, select: { id: true, code: true, level: true } }),
  ])
  const nameOf = (personId: string | null) => { const person = people.get(personId ?? ''); return person ? nameWithTitle(person) : '' }
  return {
    id: row.id, state: row.state, title: row.title, approval: row.approval, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), afterwards: row.openedAt !== null,
    hospitals: card?.hospitals ?? [], arrangedBy: nameOf(row.createdById), decidedBy: nameOf(row.approvalById), decidedAt: row.approvalAt?.toISOString() ?? null, note: row.approvalNote,
    agenda: row.agenda.map(({ id, consultId, minutes }) => { const consult = consults.find((one) => one.id === consultId); return { id, minutes, code: consult?.code ?? '', level: consult?.level ?? null } }),
    people: row.members.map(({ personId, hospitalId, role }) => ({ personId, role, name: nameOf(personId), hospital: hospitals.get(hospitalId)?.shortName ?? '' })),
    may: { approve: mayConference.approve(actor, row) },
  }
}

/** Conferences that wait for a head of this hospital, the next one first. */
export async function toApprove(actor: Actor): Promise<{ id: string; startsAt: string; title: string; codes: string[] }[]> {
  if (!has(actor, 'head')) return []
  const rows = await db.conference.findMany({ where: { hostId: actor.hospitalId, approval: 'awaiting', createdById: { not: actor.personId }, state: { not: 'notHeld' } }, orderBy: { startsAt: 'asc' }, take: 50, select: { ...cardColumns, title: true } })
  const cards = await calendarCards(rows)
  return rows.map(({ id, startsAt, title }) => ({ id, title, startsAt: startsAt.toISOString(), codes: cards.find((card) => card.id === id)?.codes ?? [] }))
}
