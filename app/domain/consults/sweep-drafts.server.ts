import { transact } from '~/domain/audit/transact.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'

const thirtyDays = 30 * 24 * 60 * 60_000
const atATime = 50

/** Job: drafts nobody has touched for 30 days go, with their files and rights. Answers how many. */
export async function sweepDrafts(): Promise<number> {
  const untouched = { state: 'draft' as const, requestVersion: 0, updatedAt: { lt: new Date((await nowIn(db)).getTime() - thirtyDays) } }
  const drafts = await db.consult.findMany({ where: untouched, orderBy: { updatedAt: 'asc' }, take: atATime, select: { id: true, treatingDoctorId: true } })
  for (const { id, treatingDoctorId } of drafts) {
    await transact(null, async (tx, record) => {
      // Whoever took it up again in this moment keeps it.
      const { count } = await tx.consult.deleteMany({ where: { id, ...untouched } })
      if (count > 0) record({ name: 'consult.discarded', subject: 'consult', subjectId: id, facts: { reason: 'untouched' }, audience: [`person:${treatingDoctorId}`] })
    })
  }
  return drafts.length
}
