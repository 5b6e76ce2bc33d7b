import type { Tx } from '~/platform/database/database.server'
import { onDuty } from '~/domain/duty/on-duty.server'
import { newId } from '~/platform/id'
import type { Told } from './escalation'
import type { Clocked } from './ladder.server'

const hour = 60 * 60_000
const afterDuty = 2 * hour
const forADay = 24 * hour

/**
 * Step: whoever a clock turns to can open the consult they are told about. Specialists on duty of the asked side may take it on, without
 * identity until they do; others of that side look, without identity; the side whose patient it is sees its own patient. Ends with the
 * duty, or after a day.
 */
export async function grantForRung(tx: Tx, consult: Clocked, people: readonly Told[], now: Date): Promise<void> {
  if (people.length === 0) return
  const held = await tx.consultAccess.findMany({
    where: { consultId: consult.id, personId: { in: people.map(({ personId }) => personId) }, validFrom: { lte: now }, OR: [{ validUntil: null }, { validUntil: { gt: now } }] }, select: { personId: true, hospitalId: true },
  })
  const roles = await tx.consultAccess.findMany({ where: { consultId: consult.id, personId: null, OR: [{ validUntil: null }, { validUntil: { gt: now } }] }, select: { hospitalId: true, role: true, departmentId: true } })
  const missing = people.filter((one) => !held.some(({ personId, hospitalId }) => personId === one.personId && hospitalId === one.hospitalId))
  if (missing.length === 0) return
  const members = await tx.membership.findMany({ where: { OR: missing.map(({ personId, hospitalId }) => ({ personId, hospitalId })) }, select: { personId: true, hospitalId: true, roles: true, departmentId: true } })
  const duty = await onDuty({ hospitalId: consult.supportingId, kind: 'specialist', specialtyCode: consult.specialtyCode ?? undefined, at: now }, tx)
  for (const { personId, hospitalId } of missing) {
    const byRole = members.some((member) => member.personId === personId && roles.some((row) => row.hospitalId === hospitalId && row.role && member.roles.includes(row.role) && (row.departmentId === null || row.departmentId === member.departmentId)))
    if (byRole) continue
    const shift = hospitalId === consult.supportingId ? duty.find((one) => one.personId === personId) : undefined
    await tx.consultAccess.create({
      data: {
        id: newId(), consultId: consult.id, hospitalId, personId, kind: shift ? 'duty' : 'observer', deidentified: hospitalId === consult.supportingId, validFrom: now,
        validUntil: new Date(shift ? shift.endsAt.getTime() + afterDuty : now.getTime() + forADay), basis: 'escalated',
      },
    })
  }
}
