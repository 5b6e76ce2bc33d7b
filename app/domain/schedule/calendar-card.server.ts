import { hospitalNames } from '~/domain/hospitals/queries.server'
import { db, type Prisma, type Tx } from '~/platform/database/database.server'
import type { ConferenceState, Level } from '~/platform/database/enums'
import { consultsOf } from './consults-of.server'

/** What a calendar may know of a conference: when, codes, level and hospitals; never a patient. */
export interface CalendarCard {
  id: string
  state: ConferenceState
  startsAt: Date
  endsAt: Date
  sequence: number
  /** when it was last changed */
  stamp: Date
  codes: string[]
  /** the most pressing of its consults */
  level: Level
  /** short names of those who take part */
  hospitals: string[]
}

export const cardColumns = {
  id: true, state: true, startsAt: true, endsAt: true, sequence: true, createdAt: true, movedAt: true, closedAt: true, members: { select: { hospitalId: true } },
} as const

interface Row { id: string; state: ConferenceState; startsAt: Date; endsAt: Date; sequence: number; createdAt: Date; movedAt: Date | null; closedAt: Date | null; members: { hospitalId: string }[] }

const order: readonly Level[] = ['redAlert', 'emergency', 'sameDay', 'routine']

/** Unscoped: whoever calls has these conferences already, and every consult of them unless `seen` says which. */
export async function calendarCards(rows: readonly Row[], tx: Tx | typeof db = db, seen: Prisma.ConsultWhereInput = {}): Promise<CalendarCard[]> {
  const about = await consultsOf(tx, rows.map(({ id }) => id))
  const [consults, hospitals] = await Promise.all([
    tx.consult.findMany({ where: { AND: [{ id: { in: [...about.values()].flat() } }, seen] }, select: { id: true, code: true, level: true } }),
    hospitalNames(rows.flatMap(({ members }) => members.map(({ hospitalId }) => hospitalId)), new Date(), tx),
  ])
  const byId = new Map(consults.map((consult) => [consult.id, consult]))
  return rows.map(({ members, createdAt, movedAt, closedAt, ...row }) => {
    const these = (about.get(row.id) ?? []).flatMap((id) => byId.get(id) ?? [])
    return {
      ...row, stamp: closedAt ?? movedAt ?? createdAt, codes: these.flatMap(({ code }) => code ?? []),
      level: order.find((level) => these.some((consult) => consult.level === level)) ?? 'routine',
      hospitals: [...new Set(members.map(({ hospitalId }) => hospitals.get(hospitalId)?.shortName ?? ''))].filter(Boolean).sort(),
    }
  })
}
