import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { todayInVietnam } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { needsLine } from './follow-up'
import { tickOff } from './planned-follow-ups.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** How the patient is doing, in one tap and one line; "như cũ" needs no line. By whoever follows, or a colleague on duty. */
export function addFollowUp(actor: Actor, { consultId, condition, note, planned = [] }: z.infer<typeof schema.addFollowUp>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.followUp(actor, consult))
    if (note === '' && needsLine(condition)) throw new Problem('consults:problem.followUpNote', { field: 'note' })
    await changeState(tx, record, actor, now, consult, { action: 'followUp', fields: ['followUps'], facts: { condition } })
    const followUpId = newId()
    await tx.followUp.create({ data: { id: followUpId, consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, condition, note } })
    await tickOff(tx, { consultId, followUpId, planned, personId: actor.personId }, now)
    return { consultId }
  })
}

/** The patient is discharged or the course of care ends; not before the request was sent, not in the future. */
export function endEpisode(actor: Actor, { consultId, endKind, endedOn }: z.infer<typeof schema.endEpisode>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.endEpisode(actor, consult))
    if (endedOn > todayInVietnam(now)) throw new Problem('problems:futureDate', { field: 'endedOn' })
    const { sentAt } = await tx.consult.findUniqueOrThrow({ where: { id: consultId }, select: { sentAt: true } })
    if (sentAt && endedOn < todayInVietnam(sentAt)) throw new Problem('consults:problem.endedBeforeSent', { field: 'endedOn' })
    await changeState(tx, record, actor, now, consult, { action: 'endEpisode', facts: { endKind } })
    await tx.outcome.create({ data: { consultId, endKind, endedOn: new Date(`${endedOn}T00:00:00Z`) } })
    return { consultId }
  })
}
