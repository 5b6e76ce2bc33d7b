import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { nameWithTitle } from '~/platform/names'
import type { Actor } from '~/domain/audit/actor'
import { onDuty } from '~/domain/duty/on-duty.server'
import { membersOf, personNames } from '~/domain/people/queries.server'
import { approversOf, type Approver } from './approval-steps.server'
import { redirectTargets, type RedirectTarget } from './redirect-consult.server'
import type { ConsultRecord } from './record.server'

export interface Recipient { personId: string; name: string; onDuty: boolean }

/** Doctors of one's own hospital a patient can be handed to, those on duty first. */
export async function recipientsAt(hospitalId: string, at: Date): Promise<Recipient[]> {
  const [members, duty] = await Promise.all([membersOf({ hospitalId, role: 'treatingDoctor' }), onDuty({ hospitalId, kind: 'doctor', at })])
  const here = new Set(duty.map(({ personId }) => personId))
  const people = [...new Map(members.map((member) => [member.id, member])).values()]
  return people.map((member) => ({ personId: member.id, name: nameWithTitle(member), onDuty: here.has(member.id) })).sort((a, b) => Number(b.onDuty) - Number(a.onDuty))
}

/** What the record's page needs for approval, redirecting and handing over; lists only for those who may choose from them. */
export async function dutyRecord(actor: Actor, { consult, may }: Pick<ConsultRecord, 'consult' | 'may'>): Promise<{
  approvals: { at: Date; approver: string; confirmedAt: Date | null }[]
  toConfirm: { at: Date } | null
  approvers: Approver[]
  targets: RedirectTarget[]
  recipients: Recipient[]
}> {
  const now = await nowIn(db)
  // Who approved inside the hospital that asks is that hospital's own matter.
  const rows = consult.requestingId !== actor.hospitalId ? [] : await db.approval.findMany({ where: { consultId: consult.id, byTelephone: true }, orderBy: { at: 'asc' }, select: { at: true, approverId: true, confirmedAt: true } })
  const names = await personNames(rows.map(({ approverId }) => approverId))
  const nameOf = (id: string): string => {
    const person = names.get(id)
    return person ? nameWithTitle(person) : ''
  }
  const own = rows.find(({ approverId, confirmedAt }) => approverId === actor.personId && confirmedAt === null)
  return {
    approvals: rows.map(({ at, approverId, confirmedAt }) => ({ at, approver: nameOf(approverId), confirmedAt })),
    toConfirm: own && may.confirmApproval ? { at: own.at } : null,
    approvers: may.approveByTelephone ? await approversOf(consult, now) : [],
    targets: may.redirect ? await redirectTargets(consult) : [],
    recipients: may.handOver ? (await recipientsAt(actor.hospitalId, now)).filter(({ personId }) => personId !== consult.treatingDoctorId) : [],
  }
}
