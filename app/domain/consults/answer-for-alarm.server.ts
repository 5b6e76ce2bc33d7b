import { z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { uuid } from '~/platform/http/form'
import { newId } from '~/platform/id'
import { audienceOf, loadConsult } from './change-state.server'
import { personReached } from './clock-steps.server'
import { mayAlert } from './policy'

export const answerForAlarmInput = z.object({ consultId: uuid })

/** "Tôi đã nhận": the red line goes out because this person sees to it; who and when stands in the course of the consult. */
export function answerForAlarm(actor: Actor, { consultId }: z.infer<typeof answerForAlarmInput>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayAlert.answerFor(actor, consult))
    const silent = await tx.consultClock.count({ where: { consultId, unreached: true, doneAt: null } })
    if (silent === 0) return { consultId }
    await personReached(tx, { consultId, personId: actor.personId, hospitalId: actor.hospitalId }, now)
    await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: 'answeredFor', fromState: consult.state, toState: consult.state } })
    record({ name: 'consult.answeredFor', subject: 'consult', subjectId: consultId, fields: ['clocks'], audience: audienceOf(consult) })
    return { consultId }
  })
}
