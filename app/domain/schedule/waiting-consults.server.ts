import type { Actor } from '~/domain/audit/actor'
import { visibleTo } from '~/domain/consults/rights'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { db } from '~/platform/database/database.server'
import { mayConference } from './policy'

const most = 100

/** Consults of this hospital that a conference could take: accepted or with specialists, on no agenda; the longest waiting first. */
export async function waitingConsults(actor: Actor, hostId: string, now: Date) {
  const found = await db.consult.findMany({
    where: { AND: [visibleTo(actor, now), { supportingId: hostId, state: { in: ['accepted', 'withSpecialists'] } }] }, orderBy: [{ sentAt: 'asc' }, { id: 'asc' }], take: most,
    select: { id: true, code: true, level: true, requestingId: true, supportingId: true, specialistId: true },
  })
  const placed = new Set((await db.agendaItem.findMany({ where: { consultId: { in: found.map(({ id }) => id) }, state: 'waiting' }, select: { consultId: true } })).map(({ consultId }) => consultId))
  const free = found.filter((consult) => !placed.has(consult.id) && mayConference.arrange(actor, consult))
  const hospitals = await hospitalNames(free.map(({ requestingId }) => requestingId), now)
  return free.map(({ id, code, level, requestingId }) => ({ id, code: code ?? '', level, hospital: hospitals.get(requestingId)?.shortName ?? '' }))
}
