import type { Actor } from '~/domain/audit/actor'
import { personNames } from '~/domain/people/queries.server'
import { db } from '~/platform/database/database.server'
import type { AgendaState, ConferenceState } from '~/platform/database/enums'
import { nameWithTitle } from '~/platform/names'
import { preparedStates } from './policy'

export interface ConferenceLine { id: string; consults: { id: string; code: string }[]; state: ConferenceState; startsAt: string; endsAt: string; chair: string; reason: string }

const columns = {
  id: true, state: true, startsAt: true, endsAt: true, reason: true,
  members: { where: { role: 'chair' }, select: { personId: true } },
  agenda: { orderBy: { position: 'asc' }, select: { consultId: true, state: true } },
} as const

interface Row { id: string; agenda: { consultId: string; state: AgendaState }[]; state: ConferenceState; startsAt: Date; endsAt: Date; reason: string; members: { personId: string }[] }

async function lines(rows: readonly Row[]): Promise<ConferenceLine[]> {
  const [people, consults] = await Promise.all([
    personNames(rows.flatMap(({ members }) => members.map(({ personId }) => personId))),
    db.consult.findMany({ where: { id: { in: rows.flatMap(({ agenda }) => agenda.map(({ consultId }) => consultId)) } }, select: { id: true, code: true } }),
  ])
  const codes = new Map(consults.map(({ id, code }) => [id, code ?? '']))
  return rows.map(({ members, agenda, startsAt, endsAt, ...row }) => {
    const chair = people.get(members[0]?.personId ?? '')
    return { ...row, consults: agenda.filter(({ state }) => row.state === 'notHeld' || state === 'waiting' || state === 'done').map(({ consultId: id }) => ({ id, code: codes.get(id) ?? '' })), startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), chair: chair ? nameWithTitle(chair) : '' }
  })
}

/** The conferences of a consult, latest first. Unscoped: whoever calls has the consult already, but not what else was on their agendas. */
export async function conferencesOf(consultId: string): Promise<Omit<ConferenceLine, 'consults'>[]> {
  const found = await lines(await db.conference.findMany({ where: { agenda: { some: { consultId } }, kind: 'conference', state: { notIn: [...preparedStates] }, members: { some: {} } }, orderBy: { createdAt: 'desc' }, select: columns }))
  return found.map(({ consults: _others, ...line }) => line)
}

/** Conferences that still need this person: planned, open, or waiting for minutes they write or confirm. For "Hôm nay". */
export async function myConferences(actor: Actor): Promise<ConferenceLine[]> {
  const mine = { personId: actor.personId, hospitalId: actor.hospitalId }
  return lines(await db.conference.findMany({
    where: { kind: 'conference', OR: [
      { state: { in: ['planned', 'open'] }, members: { some: mine } },
      { state: 'awaitingMinutes', members: { some: { ...mine, role: { in: ['chair', 'scribe'] } } } },
    ] },
    orderBy: { startsAt: 'asc' }, select: columns,
  }))
}

/** The rooms a conference has taken for the time it has now. Unscoped: whoever calls has the conference already. */
export async function roomsOf({ id, startsAt }: { id: string; startsAt: Date }): Promise<{ siteId: string; hospitalId: string; name: string; telephone: string }[]> {
  const booked = await db.booking.findMany({ where: { conferenceId: id, startsAt, siteId: { not: null } }, select: { siteId: true } })
  if (booked.length === 0) return []
  const sites = await db.site.findMany({ where: { id: { in: booked.flatMap(({ siteId }) => siteId ?? []) } }, orderBy: { name: 'asc' }, select: { id: true, hospitalId: true, name: true, telephone: true } })
  return sites.map(({ id: siteId, ...site }) => ({ siteId, ...site }))
}
