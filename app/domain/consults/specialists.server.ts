import type { Tx } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import type { LoadedConsult } from './change-state.server'
import { endAccess, grantAccess } from './grant-access.server'

type Asking = Pick<LoadedConsult, 'id' | 'round' | 'specialistId'>

/** Whose opinion is asked for in this round, by id; the one who concludes comes first. */
export async function askedOf(tx: Tx, { id, round, specialistId }: Asking): Promise<string[]> {
  const rows = await tx.consultSpecialist.findMany({ where: { consultId: id, round, endedAt: null }, orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }], select: { personId: true } })
  return [...new Set([...(specialistId ? [specialistId] : []), ...rows.map(({ personId }) => personId)])]
}

/** The latest confirmed opinion of each specialist in this round, earliest first; answers are not among them. */
export async function opinionsIn(tx: Tx, { id, round }: Asking) {
  const rows = await tx.opinion.findMany({
    where: { consultId: id, round, kind: 'opinion', confirmedAt: { not: null } }, orderBy: [{ confirmedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, specialistId: true, version: true, confirmedAt: true, general: true, disposition: true, together: true, answers: { orderBy: { number: 'asc' }, select: { number: true, text: true, answered: true } } },
  })
  return rows.filter((row) => !rows.some((other) => other.specialistId === row.specialistId && other.version > row.version))
}

/**
 * Step: from now on these specialists are asked in this round, with the right to read. Others are no longer, except those who have
 * confirmed an opinion: it stays, and so does their part. Who confirmed something in an earlier round goes on reading it. Half-written
 * texts stay with whoever wrote them. Returns who is newly asked and who no longer is.
 */
export async function appoint(tx: Tx, now: Date, consult: Asking, { hospitalId, specialistIds }: { hospitalId: string; specialistIds: readonly string[] }): Promise<{ added: string[]; ended: string[] }> {
  const consultId = consult.id
  const before = await askedOf(tx, consult)
  const opinions = await opinionsIn(tx, consult)
  const kept = new Set([...specialistIds, ...opinions.map(({ specialistId }) => specialistId)])
  for (const personId of specialistIds) {
    const key = { consultId, personId, round: consult.round }
    await tx.consultSpecialist.upsert({ where: { consultId_personId_round: key }, create: { id: newId(), ...key, assignedAt: now }, update: { endedAt: null } })
    await grantAccess(tx, now, { consultId, hospitalId, personId, kind: 'specialist', basis: 'assigned' })
  }
  const ended = before.filter((personId) => !kept.has(personId))
  await tx.consultSpecialist.updateMany({ where: { consultId, round: consult.round, personId: { in: ended }, endedAt: null }, data: { endedAt: now } })
  const signed = await tx.opinion.findMany({ where: { consultId, specialistId: { in: ended }, confirmedAt: { not: null } }, distinct: ['specialistId'], select: { specialistId: true } })
  for (const personId of ended.filter((id) => !signed.some(({ specialistId }) => specialistId === id))) await endAccess(tx, now, { consultId, personId, hospitalId, kind: 'specialist' })
  return { added: specialistIds.filter((id) => !before.includes(id)), ended }
}
