import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import type { Level } from '~/platform/database/enums'
import { Problem } from '~/platform/problem'
import { activateAlert, askWholeDuty } from './alert-steps.server'
import type { RaiseLevel } from './alert-schema'
import { needsApproval } from './approval-steps.server'
import { changeState, loadConsult } from './change-state.server'
import { leaveByLevel } from './leave-by-level.server'
import { mayConsult } from './policy'

const order: readonly Level[] = ['redAlert', 'emergency', 'sameDay', 'routine']

/**
 * Step: a more urgent level, with its own clocks from now on. What waited for approval inside its hospital leaves at once where the new
 * level waits for none. To Báo động đỏ it is an alert like one raised by the button.
 */
export async function raiseLevelStep(tx: Tx, record: RecordEvent, actor: Actor, now: Date, { consultId, level, note }: RaiseLevel): Promise<{ alert: boolean }> {
  const consult = await loadConsult(tx, actor, consultId, now)
  allow(mayConsult.raiseLevel(actor, consult))
  const { level: before, supportingId, specialtyCode } = consult
  if (!before || order.indexOf(level) >= order.indexOf(before)) throw new Problem('alert:problem.notHigher', { field: 'level' })
  const alert = level === 'redAlert'
  const leaves = consult.state === 'awaitingApproval' && !(await needsApproval(tx, consult.requestingId, level))
  const dutyIds = alert && !leaves && supportingId && specialtyCode ? await askWholeDuty(tx, { consultId, supportingId, specialtyCode }, now) : []
  // Of two who raise it at once the second waits here and is told: the state stays, so the level has to say who came first.
  const { count } = await tx.consult.updateMany({ where: { id: consultId, level: before }, data: { level } })
  if (count === 0) throw new Problem('consults:problem.changedMeanwhile')
  await changeState(tx, record, actor, now, { ...consult, level }, { action: 'raiseLevel', note, fields: ['level'], facts: { levelBefore: before, alert: alert && !leaves, dutyIds }, people: dutyIds })
  if (leaves) await leaveByLevel(tx, record, actor, now, consult, { level, note })
  if (alert) await activateAlert(tx, record, actor, now, { ...consult, consultId })
  return { alert }
}
