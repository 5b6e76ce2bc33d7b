import type { Actor } from '~/domain/audit/actor'
import { dutyRecord } from '~/domain/consults/duty-record.server'
import type { ConsultRecord } from '~/domain/consults/record.server'

/** What the record shows of approval, duty and handing over, moments as text. */
export async function dutyView(actor: Actor, record: ConsultRecord) {
  const { approvals, toConfirm, approvers, targets, recipients } = await dutyRecord(actor, record)
  return {
    approvals: approvals.map(({ at, approver, confirmedAt }) => ({ at: at.toISOString(), approver, confirmedAt: confirmedAt?.toISOString() ?? null })),
    toConfirm: toConfirm?.at.toISOString() ?? null, approvers, recipients, specialtyCode: record.consult.specialtyCode, supportingId: record.consult.supportingId, targets,
  }
}
