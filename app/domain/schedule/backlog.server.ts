import type { Actor } from '~/domain/audit/actor'
import { visibleTo } from '~/domain/consults/rights'
import type { Prisma, Tx } from '~/platform/database/database.server'
import { byNeed } from './backlog-order'

/** What waits at a hospital and this person may see, the most urgent first. A consult that was postponed keeps the time it has waited since it first came here. */
export async function waitingFor(tx: Pick<Tx, 'backlogEntry' | 'consult'>, actor: Actor, where: Prisma.BacklogEntryWhereInput, now: Date) {
  const entries = await tx.backlogEntry.findMany({ where: { AND: [where, { hospitalId: actor.hospitalId, takenAt: null }] }, orderBy: { addedAt: 'asc' }, take: 500, select: { id: true, consultId: true, seriesId: true, minutes: true, note: true, addedAt: true } })
  const ids = entries.map(({ consultId }) => consultId)
  const [consults, before] = await Promise.all([
    tx.consult.findMany({ where: { AND: [{ id: { in: ids } }, visibleTo(actor, now)] }, select: { id: true, code: true, level: true, specialtyCode: true, requestingId: true, supportingId: true, treatingDoctorId: true, state: true, specialistId: true } }),
    tx.backlogEntry.groupBy({ by: ['consultId'], where: { consultId: { in: ids }, hospitalId: actor.hospitalId }, _min: { addedAt: true } }),
  ])
  const since = new Map(before.map(({ consultId, _min }) => [consultId, _min.addedAt]))
  return entries.flatMap(({ addedAt, ...entry }) => {
    const consult = consults.find(({ id }) => id === entry.consultId)
    return consult ? [{ ...entry, level: consult.level ?? 'routine', since: (since.get(entry.consultId) ?? addedAt).toISOString(), consult }] : []
  }).sort(byNeed)
}
export type WaitingEntry = Awaited<ReturnType<typeof waitingFor>>[number]
