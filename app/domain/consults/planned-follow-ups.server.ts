import type { Tx } from '~/domain/audit/transact.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'

interface Plan { consultId: string; sourceId: string; steps: readonly { id: string; text: string; dueOn: string; personId: string | null }[] }

/** Step: what a conference wants done until a day waits for the treating doctor. Corrected minutes take the place of what the version before planned, except of what was done. */
export async function planFollowUps(tx: Tx, { consultId, sourceId, steps }: Plan, now: Date): Promise<void> {
  const done = await tx.plannedFollowUp.findMany({ where: { consultId, doneAt: { not: null } }, select: { stepId: true } })
  await tx.plannedFollowUp.updateMany({ where: { consultId, doneAt: null, supersededAt: null, stepId: { in: await earlierSteps(tx, sourceId) } }, data: { supersededAt: now } })
  const open = steps.filter(({ id }) => !done.some(({ stepId }) => stepId === id))
  await tx.plannedFollowUp.createMany({ data: open.map(({ id: stepId, text, dueOn, personId }) => ({ id: newId(), consultId, sourceId, stepId, text, dueOn: new Date(`${dueOn}T00:00:00Z`), personId, createdAt: now })) })
}

/** Steps that earlier versions of the same minutes planned. */
async function earlierSteps(tx: Tx, sourceId: string): Promise<string[]> {
  const { itemId } = await tx.minutes.findUniqueOrThrow({ where: { id: sourceId }, select: { itemId: true } })
  const versions = await tx.minutes.findMany({ where: { itemId, id: { not: sourceId } }, select: { id: true } })
  return (await tx.plannedFollowUp.findMany({ where: { sourceId: { in: versions.map(({ id }) => id) } }, select: { stepId: true } })).map(({ stepId }) => stepId)
}

/** Step: an entry of the follow-up ticks off what it reports; of two who tick at once the second is told. */
export async function tickOff(tx: Tx, { consultId, followUpId, planned, personId }: { consultId: string; followUpId: string; planned: readonly string[]; personId: string }, now: Date): Promise<void> {
  if (planned.length === 0) return
  const ids = [...new Set(planned)]
  const { count } = await tx.plannedFollowUp.updateMany({ where: { id: { in: ids }, consultId, doneAt: null, supersededAt: null }, data: { doneAt: now, doneById: personId, followUpId } })
  if (count !== ids.length) throw new Problem('consults:problem.plannedChanged', { field: 'planned' })
}

/** What conferences want done for this patient, by day; what a corrected version took back is left out. Unscoped: the caller has found the consult, with its identity. */
export const plannedFor = (consultId: string) => db.plannedFollowUp.findMany({
  where: { consultId, supersededAt: null }, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], select: { id: true, text: true, dueOn: true, personId: true, doneAt: true, doneById: true },
})
