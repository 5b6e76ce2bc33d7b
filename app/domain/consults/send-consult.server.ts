import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { Problem } from '~/platform/problem'
import { askApprovers, needsApproval, openToDepartment } from './approval-steps.server'
import { askDuty } from './ask-duty.server'
import { loadConsult } from './change-state.server'
import { draftContent, type SendConsult } from './draft'
import { fixRequest, openToSupporting } from './fix-request.server'
import { mayConsult } from './policy'
import { readyRequest } from './ready-request.server'

/**
 * Sends the request: fixes what was asked as a numbered version, gives it a code and a time by which the answer is due, and opens it,
 * without identity, to the coordinators of the addressed hospital and those on duty. A level that the hospital approves first stays inside
 * until its head or leader has said yes.
 */
export function sendConsult(actor: Actor, { consultId, version, ...typed }: SendConsult) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.send(actor, consult))
    if (consult.state !== 'draft') throw new Problem('consults:problem.alreadySent')
    if (consult.draftVersion !== version) throw new Problem('consults:problem.staleDraft')
    const ready = await readyRequest(tx, actor, draftContent.parse(typed), now)
    const { level, supportingId, specialtyCode } = ready.request
    const inside = await needsApproval(tx, actor.hospitalId, level)
    const dutyIds = inside ? [] : await askDuty(tx, { ...consult, level, supportingId, specialtyCode }, now)
    const { code } = await fixRequest(tx, record, actor, now, consult, ready, {
      action: inside ? 'submitForApproval' : 'send', data: { sentAt: now }, facts: { dutyIds }, people: dutyIds,
    })
    await openToDepartment(tx, now, consult)
    if (inside) await askApprovers(tx, now, consult)
    else await openToSupporting(tx, now, { consultId, supportingId })
    return { consultId, code, inside }
  })
}
