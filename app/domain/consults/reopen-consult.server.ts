import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { standingOf } from './consent'
import { renewAfterClosing } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Step: the outcome so far becomes an earlier one, so that the episode can end, be evaluated and asked about at day 30 again. */
async function setAside(tx: Tx, now: Date, consultId: string): Promise<void> {
  const outcome = await tx.outcome.findUnique({ where: { consultId } })
  if (!outcome) return
  const readmission = await tx.readmission.findUnique({ where: { consultId } })
  await tx.earlierOutcome.create({
    data: {
      ...outcome, id: newId(), reopenedAt: now,
      ...(readmission && { readmissionAt: readmission.at, readmissionById: readmission.personId, readmitted: readmission.readmitted, readmissionNote: readmission.note }),
    },
  })
  await tx.outcome.delete({ where: { consultId } })
  if (readmission) await tx.readmission.delete({ where: { consultId } })
}

/** A coordinator of either side opens a closed consult again, with the reason: care goes on, or the end was a mistake. */
export function reopenConsult(actor: Actor, { consultId, note }: z.infer<typeof schema.reopenConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.reopen(actor, consult))
    const { closedAt } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { closedAt: true } })
    await changeState(tx, record, actor, now, consult, { action: 'reopen', note, data: { closedAt: null, notFollowed: false } })
    // Nobody of the other side could see it: the patient's word holds.
    if (standingOf(await tx.consent.findMany({ where: { consultId }, select: { kind: true, at: true } })) === 'withdrawn') throw new Problem('consults:problem.consentWithdrawn')
    await setAside(tx, now, consultId)
    if (closedAt) await renewAfterClosing(tx, now, consultId, closedAt)
    return { consultId }
  })
}
