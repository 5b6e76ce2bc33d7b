import type { Actor } from '~/domain/audit/actor'
import { has } from '~/domain/audit/actor'
import { specialties } from '~/domain/catalogue/queries.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { onDuty } from '~/domain/duty/on-duty.server'
import { nowIn } from '~/platform/clock.server'
import { db, type Prisma } from '~/platform/database/database.server'
import type { AlertMarkKind, ClockKind, ConsultState, Level } from '~/platform/database/enums'
import { lineOf } from './alert'
import { openStates } from './lifecycle'
import { visibleTo } from './rights'

export interface Telephone { name: string; telephone: string }
export interface Unreached { consultId: string; code: string; level: Level | null; kinds: ClockKind[]; since: string; telephones: Telephone[] }
export interface OpenAlert { consultId: string; code: string; from: string; to: string; activatedAt: string; marks: { kind: AlertMarkKind; at: string; minutes: number }[]; conferenceId: string | null }

const columns = {
  id: true, code: true, level: true, requestingId: true, supportingId: true, specialtyCode: true, clocks: { where: { unreached: true, doneAt: null }, select: { kind: true, dueAt: true } },
} as const

type Silent = Prisma.ConsultGetPayload<{ select: typeof columns }>

/** Numbers that may still be tried: switchboards of both sides, and whoever is on duty of the side that should answer. */
async function telephonesFor(consult: Silent, now: Date): Promise<Telephone[]> {
  const cards = await hospitalNames([consult.requestingId, ...(consult.supportingId ? [consult.supportingId] : [])], now)
  const duty = consult.supportingId ? await onDuty({ hospitalId: consult.supportingId, kind: 'specialist', specialtyCode: consult.specialtyCode ?? undefined, at: now }) : []
  const leaders = consult.supportingId ? await onDuty({ hospitalId: consult.supportingId, kind: 'leader', at: now }) : []
  const boards = [cards.get(consult.supportingId ?? ''), cards.get(consult.requestingId)].flatMap((card) => (card?.telephone ? [{ name: card.shortName, telephone: card.telephone }] : []))
  return [...boards, ...[...duty, ...leaders].flatMap(({ name, telephone }) => (telephone ? [{ name, telephone }] : []))]
}

/** Their red lines; whom to telephone is asked once for all that turn to the same people. */
async function unreachedLines(rows: readonly Silent[], now: Date): Promise<Unreached[]> {
  const asked = new Map<string, Promise<Telephone[]>>()
  const telephones = (row: Silent): Promise<Telephone[]> => {
    const same = `${row.requestingId} ${row.supportingId} ${row.specialtyCode}`
    const known = asked.get(same) ?? telephonesFor(row, now)
    asked.set(same, known)
    return known
  }
  return Promise.all(rows.map(async (row) => {
    const [first] = [...row.clocks].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    return { consultId: row.id, code: row.code ?? '', level: row.level, kinds: row.clocks.map(({ kind }) => kind), since: (first?.dueAt ?? now).toISOString(), telephones: await telephones(row) }
  }))
}

/** The red line of one consult that nobody has answered for; null while somebody does. Unscoped: whoever calls has the consult. */
export async function unreachedOf(consultId: string): Promise<Unreached | null> {
  const row = await db.consult.findUniqueOrThrow({ where: { id: consultId }, select: columns })
  return row.clocks.length > 0 ? (await unreachedLines([row], await nowIn(db)))[0] ?? null : null
}

/** Is the consult a red alert, and does it go on? Unscoped: whoever calls has the consult. */
export async function alertOf(consultId: string): Promise<{ activatedAt: string; endedAt: string | null } | null> {
  const alert = await db.redAlert.findUnique({ where: { consultId }, select: { activatedAt: true, endedAt: true } })
  return alert && { activatedAt: alert.activatedAt.toISOString(), endedAt: alert.endedAt?.toISOString() ?? null }
}

/** What cannot wait, among what this actor may see: open alerts, and what nobody has answered for. */
export async function pressingFor(actor: Actor): Promise<{ alerts: OpenAlert[]; unreached: Unreached[] }> {
  const now = await nowIn(db)
  const mine = visibleTo(actor, now)
  const alarmed = has(actor, 'coordinator') || has(actor, 'head')
  const [alerts, silent] = await Promise.all([
    db.consult.findMany({
      where: { AND: [mine, { state: { in: [...openStates] }, alert: { endedAt: null } }] }, orderBy: { sentAt: 'desc' }, take: 10,
      select: { id: true, code: true, requestingId: true, supportingId: true, alert: { select: { activatedAt: true, conferenceId: true, marks: { select: { kind: true, at: true, personId: true, note: true } } } } },
    }),
    alarmed ? db.consult.findMany({ where: { AND: [mine, { clocks: { some: { unreached: true, doneAt: null } } }] }, orderBy: { dueAt: 'asc' }, take: 20, select: columns }) : [],
  ])
  const names = await hospitalNames(alerts.flatMap(({ requestingId, supportingId }) => [requestingId, ...(supportingId ? [supportingId] : [])]), now)
  return {
    alerts: alerts.flatMap(({ id, code, requestingId, supportingId, alert }) => (alert ? [{
      consultId: id, code: code ?? '', from: names.get(requestingId)?.shortName ?? '', to: names.get(supportingId ?? '')?.shortName ?? '', activatedAt: alert.activatedAt.toISOString(), conferenceId: alert.conferenceId,
      marks: lineOf(alert.marks).map(({ kind, at, minutes }) => ({ kind, at: at.toISOString(), minutes })),
    }] : [])),
    unreached: await unreachedLines(silent, now),
  }
}

export interface LateLine { code: string; from: string; to: string; specialty: { vi: string; en: string }; level: Level | null; state: ConsultState; clock: ClockKind; dueAt: string; rung: number; unreached: boolean }

/** The authority's list: consults of its hospitals whose clock has run out. No patient, and no way into the record. */
export async function lateUnder(actor: Actor): Promise<LateLine[]> {
  if (!has(actor, 'authority')) return []
  const now = await nowIn(db)
  const below = (await db.hospital.findMany({ where: { authorityId: actor.hospitalId }, select: { id: true } })).map(({ id }) => id)
  const rows = await db.consultClock.findMany({
    where: { doneAt: null, dueAt: { lt: now }, consult: { OR: [{ requestingId: { in: below } }, { supportingId: { in: below } }] } }, orderBy: { dueAt: 'asc' }, take: 200,
    select: { kind: true, dueAt: true, rung: true, unreached: true, consult: { select: { code: true, requestingId: true, supportingId: true, specialtyCode: true, level: true, state: true } } },
  })
  const [names, fields] = await Promise.all([hospitalNames(rows.flatMap(({ consult }) => [consult.requestingId, ...(consult.supportingId ? [consult.supportingId] : [])]), now), specialties()])
  return rows.map(({ kind, dueAt, rung, unreached, consult: { code, requestingId, supportingId, specialtyCode, level, state } }) => {
    const specialty = fields.find((one) => one.code === specialtyCode)
    return {
      code: code ?? '', from: names.get(requestingId)?.shortName ?? '', to: names.get(supportingId ?? '')?.shortName ?? '', specialty: { vi: specialty?.nameVi ?? '', en: specialty?.nameEn ?? '' },
      level, state, clock: kind, dueAt: dueAt.toISOString(), rung, unreached,
    }
  })
}
