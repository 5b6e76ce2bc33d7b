import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { dutiesAt } from '~/domain/duty/on-duty.server'
import { peopleWith } from '~/domain/people/queries.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult, tookOtherSide, type LoadedConsult } from './change-state.server'
import { openToCarer } from './open-to-carer.server'
import { endAccess, grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Step: the patient has another treating doctor; the one before keeps reading. Written down with the words that went with it. */
async function pass(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: LoadedConsult, { toId, note, action }: { toId: string; note: string; action: 'handOver' | 'takeOver' }): Promise<void> {
  const { id: consultId, requestingId: hospitalId, treatingDoctorId: fromId } = consult
  if (toId === fromId) throw new Problem('consults:problem.alreadyTreating', { field: 'toId' })
  if (await tookOtherSide(tx, consultId, { personId: toId, hospitalId })) throw new Problem('consults:problem.handOverOtherSide', { field: 'toId' })
  // Of two who hand it over at once the second must look again: the state alone would not tell.
  const held = await tx.consult.updateMany({ where: { id: consultId, treatingDoctorId: fromId }, data: { treatingDoctorId: toId } })
  if (held.count === 0) throw new Problem('consults:problem.changedMeanwhile')
  await changeState(tx, record, actor, now, { ...consult, treatingDoctorId: toId }, { action, note, fields: ['treatingDoctorId'], facts: { fromId, toId, byId: actor.personId }, people: [fromId, toId] })
  await tx.handover.create({ data: { id: newId(), consultId, at: now, fromId, toId, byId: actor.personId, note } })
  await endAccess(tx, now, { consultId, hospitalId, personId: toId, kind: 'department' })
  await grantAccess(tx, now, { consultId, hospitalId, personId: toId, kind: 'treating', basis: action })
}

/** Somebody of the same hospital who may treat; everybody else is refused in words that say why. */
async function checkRecipient(tx: Tx, hospitalId: string, toId: string): Promise<void> {
  if (!(await peopleWith(tx, { hospitalId, role: 'treatingDoctor' })).includes(toId)) throw new Problem('consults:problem.cannotTreat', { field: 'toId' })
}

/** Hands several patients to one colleague, each with a note; all of them or none. */
export function handOver(actor: Actor, { toId, consultIds, rowIds, notes }: z.infer<typeof schema.handOver>) {
  return transact(actor, async (tx, record, now) => {
    if (consultIds.length === 0) throw new Problem('consults:problem.nothingToHandOver', { field: 'consultIds' })
    for (const consultId of new Set(consultIds)) {
      const consult = await loadConsult(tx, actor, consultId, now)
      allow(mayConsult.handOver(actor, consult))
      await checkRecipient(tx, consult.requestingId, toId)
      await pass(tx, record, actor, now, consult, { toId, note: notes[rowIds.indexOf(consultId)] ?? '', action: 'handOver' })
    }
    return { count: consultIds.length }
  })
}

/** A colleague of the department, or the doctor on duty for it, takes the patient over. */
export function takeOver(actor: Actor, { consultId, note }: z.infer<typeof schema.takeOver>) {
  return transact(actor, async (tx, record, now) => {
    await openToCarer(tx, actor, consultId, now)
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.takeOver(actor, consult))
    await pass(tx, record, actor, now, consult, { toId: actor.personId, note, action: 'takeOver' })
    return { consultId }
  })
}

/** The departments somebody looks after now: their own, and those they are on duty for. */
export async function departmentsCaredFor(tx: Tx, { personId, hospitalId, departmentId, roles }: Actor, now: Date): Promise<string[]> {
  if (!roles.includes('treatingDoctor')) return []
  const duty = await dutiesAt({ hospitalId, kind: 'doctor', personId }, now, tx)
  return [...new Set([departmentId, ...duty.map((one) => one.departmentId)].flatMap((id) => id ?? []))]
}
