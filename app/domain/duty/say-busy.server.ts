import { type z } from '~/platform/zod'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { mayDuty } from './policy'
import type * as schema from './schema'
import { hourOf, nextAt } from './times'

const longest = 12 * 60 * 60_000

/** "Bận mổ đến 11:30": until then others on duty are called first. The newest word counts; twelve hours at most, or somebody else should be on duty. */
export function sayBusy(actor: Actor, { until, reason }: z.infer<typeof schema.sayBusy>) {
  return transact(actor, async (tx, record, now) => {
    allow(mayDuty.see(actor))
    const untilAt = nextAt(hourOf(until) ?? 0, now)
    if (untilAt.getTime() - now.getTime() > longest) throw new Problem('duty:problem.tooLong', { field: 'until' })
    await tx.busyTime.updateMany({ where: { personId: actor.personId, untilAt: { gt: now }, endedAt: null }, data: { endedAt: now } })
    const id = newId()
    await tx.busyTime.create({ data: { id, personId: actor.personId, hospitalId: actor.hospitalId, fromAt: now, untilAt, reason } })
    record({ name: 'busy.said', subject: 'busy', subjectId: id, facts: { until: untilAt.toISOString() }, audience: [`hospital:${actor.hospitalId}`, `person:${actor.personId}`] })
    return { busyId: id }
  })
}

/** Free again before the time that was said. */
export function endBusy(actor: Actor, _input: z.infer<typeof schema.endBusy>) {
  return transact(actor, async (tx, record, now) => {
    allow(mayDuty.see(actor))
    const { count } = await tx.busyTime.updateMany({ where: { personId: actor.personId, untilAt: { gt: now }, endedAt: null }, data: { endedAt: now } })
    if (count > 0) record({ name: 'busy.ended', subject: 'busy', subjectId: actor.personId, audience: [`hospital:${actor.hospitalId}`, `person:${actor.personId}`] })
    return { ended: count }
  })
}
