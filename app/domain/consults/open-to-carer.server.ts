import type { Tx } from '~/platform/database/database.server'
import type { Actor } from '~/domain/audit/actor'
import { onDuty } from '~/domain/duty/on-duty.server'
import { newId } from '~/platform/id'

const afterDuty = 2 * 60 * 60_000

/** Step: the doctor on duty for a department looks after its patients as its own doctors do, until two hours after the duty. Nobody else gains by it. */
export async function openToCarer(tx: Tx, actor: Actor, consultId: string, now: Date): Promise<void> {
  const consult = await tx.consult.findFirst({ where: { id: consultId, requestingId: actor.hospitalId, state: { not: 'draft' } }, select: { departmentId: true } })
  if (!consult?.departmentId || actor.departmentId === consult.departmentId) return
  const duty = await onDuty({ hospitalId: actor.hospitalId, kind: 'doctor', departmentId: consult.departmentId, at: now }, tx)
  const own = duty.find(({ personId }) => personId === actor.personId)
  if (!own) return
  const held = await tx.consultAccess.count({ where: { consultId, hospitalId: actor.hospitalId, personId: actor.personId, kind: 'department', validUntil: { gt: now } } })
  if (held > 0) return
  await tx.consultAccess.create({
    data: { id: newId(), consultId, hospitalId: actor.hospitalId, personId: actor.personId, kind: 'department', validFrom: now, validUntil: new Date(own.endsAt.getTime() + afterDuty), basis: 'doctorOnDuty' },
  })
}
