import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { coverageNow, notCovered } from '~/domain/agreements/coverage-now.server'
import { hourOf, nextAt } from '~/domain/duty/times'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import type { ApprovalOutcome } from '~/platform/database/enums'
import { approversOf, closeToColleagues } from './approval-steps.server'
import { askDuty } from './ask-duty.server'
import { changeState, loadConsult, type LoadedConsult } from './change-state.server'
import { openToSupporting } from './fix-request.server'
import { grantAccess } from './grant-access.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

interface Words { outcome: ApprovalOutcome; approverId: string; at: Date; byTelephone?: boolean; note?: string }

const keep = (tx: Tx, consultId: string, actor: Actor, { outcome, approverId, at, byTelephone = false, note = '' }: Words) =>
  tx.approval.create({ data: { id: newId(), consultId, at, outcome, approverId, byTelephone, recordedById: actor.personId, note } })

/** What an agreement covered when it was handed in may have ended meanwhile. */
async function stillCovered(tx: Tx, now: Date, { requestingId, supportingId, specialtyCode, agreementId }: LoadedConsult): Promise<void> {
  if (!agreementId || !supportingId || !specialtyCode) return
  const found = await coverageNow(tx, { requestingId, supportingId, specialtyCode }, now)
  if (!found.covered) throw notCovered(found)
}

/** Who handed it in does not let it out either, also not after the patient went to another doctor. */
async function notTheAuthor(tx: Tx, { id, requestVersion }: LoadedConsult, approverId: string): Promise<void> {
  const { personId } = await tx.requestVersion.findUniqueOrThrow({ where: { consultId_version: { consultId: id, version: requestVersion } }, select: { personId: true } })
  if (personId === approverId) throw new Problem('consults:problem.ownRequest', { field: 'approverId' })
}

/** Step: the request leaves its hospital. */
async function leave(tx: Tx, record: RecordEvent, actor: Actor, now: Date, consult: LoadedConsult, { action, approverId }: { action: 'approve' | 'approveByTelephone'; approverId: string }): Promise<void> {
  const { id, level, supportingId, specialtyCode } = consult
  if (!level || !supportingId || !specialtyCode) throw notFound()
  await notTheAuthor(tx, consult, approverId)
  await stillCovered(tx, now, consult)
  const dutyIds = await askDuty(tx, { ...consult, level, supportingId, specialtyCode }, now)
  await changeState(tx, record, actor, now, consult, { action, data: { sentAt: now, draft: {} }, facts: { approverId, dutyIds }, people: [...dutyIds, approverId] })
  await openToSupporting(tx, now, { consultId: id, supportingId })
}

/** The head of department, or the leader on duty, lets the request go out. */
export function approveConsult(actor: Actor, { consultId }: z.infer<typeof schema.approveConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.approve(actor, consult))
    await leave(tx, record, actor, now, consult, { action: 'approve', approverId: actor.personId })
    await keep(tx, consultId, actor, { outcome: 'approved', approverId: actor.personId, at: now })
    return { consultId }
  })
}

/** Gives it back with a note: a draft again, whole as it was, its files among what may be taken out. */
export function returnForChanges(actor: Actor, { consultId, note }: z.infer<typeof schema.returnForChanges>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.returnForChanges(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'returnForChanges', note })
    await keep(tx, consultId, actor, { outcome: 'returned', approverId: actor.personId, at: now, note })
    await tx.consultFile.updateMany({ where: { consultId, messageId: null, recalledAt: null }, data: { requestVersion: null } })
    await closeToColleagues(tx, now, consult)
    return { consultId }
  })
}

/** Ends it inside the hospital, with a reason. */
export function rejectConsult(actor: Actor, { consultId, note }: z.infer<typeof schema.rejectConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.reject(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'reject', note, data: { closedAt: now } })
    await keep(tx, consultId, actor, { outcome: 'rejected', approverId: actor.personId, at: now, note })
    return { consultId }
  })
}

const day = 24 * 60 * 60_000

/** The treating doctor reported by telephone and was told yes: it goes out at once, and the approver confirms later in writing. */
export function approveByTelephone(actor: Actor, { consultId, approverId, reportedAt }: z.infer<typeof schema.approveByTelephone>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.approveByTelephone(actor, consult))
    const minutes = hourOf(reportedAt)
    if (minutes === null) throw new Problem('consults:problem.hour', { field: 'reportedAt' })
    const approvers = await approversOf(consult, now, tx)
    if (!approvers.some(({ personId }) => personId === approverId)) throw new Problem('problems:unknownChoice', { field: 'approverId' })
    await grantAccess(tx, now, { consultId, hospitalId: consult.requestingId, personId: approverId, kind: 'approver', basis: 'byTelephone' })
    await leave(tx, record, actor, now, consult, { action: 'approveByTelephone', approverId })
    await keep(tx, consultId, actor, { outcome: 'approved', approverId, at: new Date(nextAt(minutes, now).getTime() - day), byTelephone: true })
    return { consultId }
  })
}

/** The approver puts in writing what was said by telephone. */
export function confirmApproval(actor: Actor, { consultId }: z.infer<typeof schema.confirmApproval>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.confirmApproval(actor, consult))
    const { count } = await tx.approval.updateMany({ where: { consultId, approverId: actor.personId, byTelephone: true, confirmedAt: null }, data: { confirmedAt: now } })
    if (count === 0) throw new Problem('consults:problem.nothingToConfirm')
    await changeState(tx, record, actor, now, consult, { action: 'confirmApproval', facts: { approverId: actor.personId } })
    return { consultId }
  })
}
