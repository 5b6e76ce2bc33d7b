import type { Actor } from '~/domain/audit/actor'
import { onDuty } from '~/domain/duty/on-duty.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { nameWithTitle } from '~/platform/names'
import type { LoadedConsult } from './change-state.server'
import { may } from './policy'
import { scopeOf } from './queries.server'

/** States in which nobody answers for the consult yet: then the telephone stands on its page. */
const untaken = new Set(['sent', 'accepted'])

/**
 * How people were reached about a consult, for both sides: who pressed "Đã nhận" and when, calls, how many were told on which channel and
 * what failed; and while nobody has taken it whom to telephone, in order.
 */
export async function reachOfConsult(actor: Actor, consultId: string) {
  const consult = await scopeOf(actor, consultId)
  const now = await nowIn(db)
  const about = { OR: [{ href: `/consults/${consultId}` }, { href: { startsWith: `/consults/${consultId}/` } }] }
  const [acknowledged, calls, told, telephone] = await Promise.all([
    db.notice.findMany({ where: { ...about, acknowledgedAt: { not: null } }, orderBy: { acknowledgedAt: 'asc' }, distinct: ['personId', 'kind'], select: { id: true, personId: true, hospitalId: true, acknowledgedAt: true } }),
    db.consultCall.findMany({ where: { consultId }, orderBy: { at: 'asc' } }),
    untaken.has(consult.state) ? toldOf(consultId) : null,
    untaken.has(consult.state) && may(actor, consult, 'logCall') ? telephoneOf(consult, now) : null,
  ])
  const names = await personNames([...acknowledged.map(({ personId }) => personId), ...calls.flatMap(({ byId, calledId }) => [byId, ...(calledId ? [calledId] : [])])])
  const nameOf = (id: string | null): string => {
    const person = id ? names.get(id) : undefined
    return person ? nameWithTitle(person) : ''
  }
  return {
    supportingId: consult.supportingId,
    acknowledged: acknowledged.flatMap(({ id, personId, hospitalId, acknowledgedAt }) => (acknowledgedAt ? [{ id, name: nameOf(personId), hospitalId, at: acknowledgedAt }] : [])),
    // What was said may name the patient: only whoever may know it reads it, and who wrote it.
    calls: calls.map(({ id, at, byId, hospitalId, calledId, number, outcome, note }) => ({ id, at, by: nameOf(byId), hospitalId, who: nameOf(calledId) || number, outcome, note: consult.rights.identified || hospitalId === actor.hospitalId ? note : '' })),
    told, telephone, now,
  }
}

/** The latest wave of notices that ask somebody to act: people, and messages by channel. */
async function toldOf(consultId: string) {
  const notices = await db.notice.findMany({ where: { OR: [{ href: `/consults/${consultId}` }, { href: { startsWith: `/consults/${consultId}/` } }], urgent: true, settledAt: null }, select: { id: true, personId: true } })
  if (notices.length === 0) return null
  const rows = await db.delivery.groupBy({ by: ['channel', 'state'], where: { noticeId: { in: notices.map(({ id }) => id) } }, _count: { _all: true } })
  const count = (fits: (row: (typeof rows)[number]) => boolean) => rows.filter(fits).reduce((sum, row) => sum + row._count._all, 0)
  return {
    people: new Set(notices.map(({ personId }) => personId)).size,
    push: count(({ channel, state }) => channel === 'push' && state === 'sent'), sms: count(({ channel, state }) => channel === 'sms' && state === 'sent'), mail: count(({ channel, state }) => channel === 'mail' && state === 'sent'),
    failed: count(({ state }) => state === 'failed'), uncertain: count(({ state }) => state === 'uncertain'),
  }
}

/** Whoever is on duty for the specialty, first those who are free; and the switchboard, which always answers. */
async function telephoneOf({ supportingId, specialtyCode }: LoadedConsult, at: Date) {
  if (!supportingId) return null
  const [duty, hospital, names] = await Promise.all([
    onDuty({ hospitalId: supportingId, kind: 'specialist', ...(specialtyCode ? { specialtyCode } : {}), at }),
    db.hospital.findUnique({ where: { id: supportingId }, select: { telephone: true } }), hospitalNames([supportingId], at),
  ])
  return {
    people: duty.map(({ personId, name, telephone, busyUntil }) => ({ personId, name, telephone, busyUntil: busyUntil?.toISOString() ?? null })),
    hospital: names.get(supportingId)?.shortName ?? '', switchboard: hospital?.telephone ?? '',
  }
}
