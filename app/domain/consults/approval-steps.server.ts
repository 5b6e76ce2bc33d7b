import { db, type Tx } from '~/platform/database/database.server'
import type { Level } from '~/platform/database/enums'
import { onDuty } from '~/domain/duty/on-duty.server'
import { settingOf } from '~/domain/hospitals/settings.server'
import { isPressing } from '~/domain/notifications/plan'
import { membersOf } from '~/domain/people/queries.server'
import { nameWithTitle } from '~/platform/names'
import { grantAccess } from './grant-access.server'

interface Approved { id: string; requestingId: string; departmentId: string | null; treatingDoctorId: string }

/** Does a request of this level wait for approval inside its own hospital? As the hospital decided; Báo động đỏ and Cấp cứu never wait. */
export async function needsApproval(tx: Tx, hospitalId: string, level: Level): Promise<boolean> {
  return !isPressing(level) && (await settingOf(hospitalId, 'approvalLevels', tx)).includes(level)
}

/** `own`: head of the very department, who approves by office */
export interface Approver { personId: string; name: string; as: 'head' | 'leader'; own: boolean }

/** Who approves: the heads of the department, the leaders on duty; where the hospital has neither, any head. Never the author. */
export async function approversOf(consult: Omit<Approved, 'id'>, at: Date, tx: Tx | typeof db = db): Promise<Approver[]> {
  const { requestingId, departmentId, treatingDoctorId } = consult
  const heads = (await membersOf({ hospitalId: requestingId, role: 'head' }, tx)).filter(({ id }) => id !== treatingDoctorId)
  const leaders = await onDuty({ hospitalId: requestingId, kind: 'leader', at }, tx)
  const named = heads.map((head) => ({ personId: head.id, name: nameWithTitle(head), as: 'head' as const, own: departmentId !== null && head.departmentId === departmentId }))
  const own = named.filter((head) => head.own)
  const found: Approver[] = [...own, ...leaders.filter(({ personId }) => personId !== treatingDoctorId).map(({ personId, name }) => ({ personId, name, as: 'leader' as const, own: false }))]
  const all = found.length > 0 ? found : named
  return all.filter(({ personId }, index) => all.findIndex((one) => one.personId === personId) === index)
}

/** Step: opens a request to those who approve it. The head of the department holds it by office, others in person. */
export async function askApprovers(tx: Tx, now: Date, consult: Approved): Promise<string[]> {
  const { id: consultId, requestingId: hospitalId, departmentId } = consult
  if (departmentId) await grantAccess(tx, now, { consultId, hospitalId, role: 'head', departmentId, kind: 'approver', basis: 'headOfDepartment' })
  const approvers = await approversOf(consult, now, tx)
  for (const { personId, own } of approvers) if (!own) await grantAccess(tx, now, { consultId, hospitalId, personId, kind: 'approver', basis: 'leaderOnDuty' })
  return approvers.map(({ personId }) => personId)
}

/** Step: colleagues of the requesting department may look after the patient and take over. */
export async function openToDepartment(tx: Tx, now: Date, { id: consultId, requestingId: hospitalId, departmentId }: Omit<Approved, 'treatingDoctorId'>): Promise<void> {
  if (departmentId) await grantAccess(tx, now, { consultId, hospitalId, role: 'treatingDoctor', departmentId, kind: 'department', basis: 'department' })
}

/** Step: a request that came back is its author's draft again; everybody else reads it when it is handed in anew. */
export async function closeToColleagues(tx: Tx, now: Date, { id: consultId, requestingId: hospitalId, treatingDoctorId }: Approved): Promise<void> {
  await tx.consultAccess.updateMany({
    where: { consultId, hospitalId, AND: [{ OR: [{ personId: null }, { personId: { not: treatingDoctorId } }] }, { OR: [{ validUntil: null }, { validUntil: { gt: now } }] }] }, data: { validUntil: now },
  })
}
