import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { formatDay, todayInVietnam } from '~/platform/dates'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { readmissionFrom } from './follow-up'
import { mayConsult } from './policy'
import type * as schema from './schema'

const answers = { yes: true, no: false, unknown: null } as const

/** At day 30 after the end of the episode: did the patient have to come back? Once; not before, and never of somebody who died. */
export function enterReadmission(actor: Actor, { consultId, readmitted, note }: z.infer<typeof schema.enterReadmission>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.enterReadmission(actor, consult))
    if (readmitted === 'yes' && note === '') throw new Problem('consults:problem.readmissionNote', { field: 'note' })
    await changeState(tx, record, actor, now, consult, { action: 'enterReadmission', fields: ['readmission'], facts: { readmitted } })
    const outcome = await tx.outcome.findUnique({ where: { consultId }, select: { endKind: true, endedOn: true } })
    if (!outcome || outcome.endKind === 'death') throw new Problem('consults:problem.noReadmission')
    const from = readmissionFrom(outcome.endedOn.toISOString().slice(0, 10))
    if (todayInVietnam(now) < from) throw new Problem('consults:problem.readmissionTooEarly', { params: { day: formatDay(from) } })
    await claiming('readmitted', 'consults:problem.readmissionEntered', () =>
      tx.readmission.create({ data: { consultId, at: now, personId: actor.personId, readmitted: answers[readmitted], note } }))
    return { consultId }
  })
}
