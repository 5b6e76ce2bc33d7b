import { has, type Actor } from '~/domain/audit/actor'
import { mondayOf } from '~/domain/duty/times'
import { visibleTo } from '~/domain/consults/rights'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db, type Prisma } from '~/platform/database/database.server'
import type { ConferenceRole, ConferenceState, InvitationReply, Level } from '~/platform/database/enums'
import { dayOf, startOfDay, todayInVietnam } from '~/platform/dates'
import { nameWithTitle } from '~/platform/names'
import { calendarCards, cardColumns } from './calendar-card.server'
import { daysOfWeek, readDay } from './calendar-days'
import { consultsOf } from './consults-of.server'
import { preparedStates } from './policy'

export interface CalendarEntry {
  id: string
  day: string
  startsAt: string
  endsAt: string
  state: ConferenceState
  level: Level
  codes: string[]
  title: string
  hospitals: string[]
  chair: string
  /** one's own part in it; null in the hospital's list where one has none */
  role: ConferenceRole | null
  reply: InvitationReply | null
  /** another of one's hospitals, under which its page opens */
  elsewhere: string | null
}

export interface CalendarQuestion { day: string | null; week: string | null; whose: string | null }

const most = 500

/**
 * A week of conferences: one's own under all memberships, or, for coordinators who ask for it, those of their hospital whose consult
 * they may see.
 */
export async function calendarPage(actor: Actor, asked: CalendarQuestion) {
  const now = await nowIn(db)
  const today = todayInVietnam(now)
  const day = readDay(asked.day)
  const monday = mondayOf(day ?? readDay(asked.week) ?? today)
  const days = daysOfWeek(monday)
  const mayAll = has(actor, 'coordinator')
  const all = mayAll && asked.whose === 'all'
  const from = startOfDay(monday)
  const where = {
    kind: 'conference' as const, startsAt: { gte: from, lt: new Date(from.getTime() + 7 * 24 * 60 * 60_000) },
    ...(all ? { OR: [{ hostId: actor.hospitalId }, { members: { some: { hospitalId: actor.hospitalId } }, state: { notIn: [...preparedStates] } }] } : { members: { some: { personId: actor.personId } }, state: { notIn: [...preparedStates] } }),
  }
  const rows = await db.conference.findMany({
    where, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }], take: most,
    select: { ...columns, answers: { ...columns.answers, where: { personId: actor.personId, supersededAt: null } } },
  })
  const shown = all ? await thoseVisible(actor, rows, now) : rows
  return { today, day, monday, days, now: now.toISOString(), mayAll, all, entries: await entriesOf(actor, shown, all ? visibleTo(actor, now) : undefined) }
}
export type CalendarPage = Awaited<ReturnType<typeof calendarPage>>

const columns = { ...cardColumns, hostId: true, title: true, members: { select: { personId: true, hospitalId: true, role: true } }, answers: { select: { reply: true } } } as const satisfies Prisma.ConferenceSelect
type Row = Prisma.ConferenceGetPayload<{ select: typeof columns }>

async function thoseVisible(actor: Actor, rows: Row[], now: Date): Promise<Row[]> {
  const about = await consultsOf(db, rows.map(({ id }) => id))
  const visible = new Set((await db.consult.findMany({ where: { id: { in: [...about.values()].flat() }, ...visibleTo(actor, now) }, select: { id: true } })).map(({ id }) => id))
  return rows.filter(({ id, hostId }) => (about.get(id) ?? []).some((consultId) => visible.has(consultId)) || (hostId === actor.hospitalId && (about.get(id) ?? []).length === 0))
}

async function entriesOf(actor: Actor, rows: Row[], seen?: Prisma.ConsultWhereInput): Promise<CalendarEntry[]> {
  const chairOf = ({ members }: Row) => members.find(({ role }) => role === 'chair')?.personId ?? ''
  const ownOf = ({ members }: Row) => members.find(({ personId }) => personId === actor.personId)
  const [cards, people, hospitals] = await Promise.all([
    calendarCards(rows, db, seen), personNames(rows.map(chairOf)), hospitalNames(rows.flatMap((row) => ownOf(row)?.hospitalId ?? [])),
  ])
  return rows.flatMap((row) => {
    const card = cards.find(({ id }) => id === row.id)
    const [chair, own] = [people.get(chairOf(row)), ownOf(row)]
    if (!card) return []
    return [{
      id: row.id, day: dayOf(row.startsAt), startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), state: row.state, level: card.level, codes: card.codes, title: row.title, hospitals: card.hospitals,
      chair: chair ? nameWithTitle(chair) : '', role: own?.role ?? null, reply: row.answers[0]?.reply ?? null,
      elsewhere: own && own.hospitalId !== actor.hospitalId ? hospitals.get(own.hospitalId)?.shortName ?? '' : null,
    }]
  })
}
