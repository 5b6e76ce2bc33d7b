import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { mayAvailability } from './availability-policy'
import { weekdays, type KeepHours } from './availability-schema'

/** One's own hours for conferences, in place of those kept before; or again those of one's hospital. */
export function keepHours(actor: Actor, { follow, ...days }: KeepHours): Promise<{ kept: number }> {
  return transact(actor, async (tx, record) => {
    allow(mayAvailability.keepOwn(actor))
    const rows = follow === 'hospital' ? [] : weekdays.flatMap((weekday) => days[`day${weekday}`].map(({ from, until }) => ({ id: newId(), personId: actor.personId, weekday, fromMinute: from, untilMinute: until })))
    if (follow === 'own' && rows.length === 0) throw new Problem('schedule:problem.noHours', { field: 'day1' })
    // Of two pages of the same person the later one's hours stay, never both.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`hours of ${actor.personId}`}, 0))`
    await tx.workingHours.deleteMany({ where: { personId: actor.personId } })
    await tx.workingHours.createMany({ data: rows })
    record({ name: 'hours.kept', subject: 'person', subjectId: actor.personId, facts: { follow }, audience: [`person:${actor.personId}`] })
    return { kept: rows.length }
  })
}
