import { type z } from '~/platform/zod'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Author, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { notFound, Problem } from '~/platform/problem'
import { mayDuty } from './policy'
import type * as schema from './schema'
import { checkShift, endShift, insertShifts, passShift, shiftFields, type KeptShift, type ShiftDraft } from './shift-step.server'
import { dayAfter, hourOf, spanOf } from './times'

const tell = (record: RecordEvent, name: string, hospitalId: string, subjectId: string, facts: Record<string, string | number | null | string[]>, people: string[]) =>
  record({ name, subject: 'shift', subjectId, facts, audience: [`hospital:${hospitalId}`, ...new Set(people.map((id) => `person:${id}`))] })

export async function loadShift(tx: Tx, actor: Actor, shiftId: string): Promise<KeptShift> {
  const shift = await tx.dutyShift.findFirst({ where: { id: shiftId, hospitalId: actor.hospitalId }, select: shiftFields })
  if (!shift) throw notFound()
  return shift
}

/** The line of a duty as typed: what its kind does not use is left out. */
export const lineOf = ({ kind, specialtyCode, departmentId }: { kind: ShiftDraft['kind']; specialtyCode: string; departmentId?: string | undefined }) => ({
  kind, specialtyCode: kind === 'specialist' && specialtyCode ? specialtyCode : null, departmentId: kind === 'doctor' ? departmentId ?? null : null,
})

/** Enters one duty, or the same hours on several days in a row. Duties that are over are refused. */
export function enterShift(actor: Actor, { day, days, from, until, ...typed }: z.infer<typeof schema.enterShift>) {
  return transact(actor, async (tx, record, now) => {
    allow(mayDuty.enter(actor))
    const line = lineOf(typed)
    await checkShift(tx, actor.hospitalId, now, { ...line, personId: typed.personId })
    const drafts = Array.from({ length: days }, (_, index): ShiftDraft => ({ ...line, personId: typed.personId, rank: typed.rank, telephone: typed.telephone, ...spanOf(dayAfter(day, index), hourOf(from) ?? 0, hourOf(until) ?? 0) }))
    if (drafts.some(({ endsAt }) => endsAt <= now)) throw new Problem('duty:problem.past', { field: 'day' })
    const ids = await insertShifts(tx, now, { hospitalId: actor.hospitalId, byId: actor.personId, drafts })
    tell(record, 'shift.entered', actor.hospitalId, ids[0] ?? '', { personId: typed.personId, count: ids.length }, [typed.personId])
    return { shiftIds: ids }
  })
}

/** Step for the import and the seed: enters checked duties of one hospital. */
export function enterShifts(actor: Author, hospitalId: string, drafts: readonly ShiftDraft[]) {
  return transact(actor, async (tx, record, now) => {
    allow(actor === null || (mayDuty.enter(actor) && actor.hospitalId === hospitalId))
    if (drafts.length === 0) throw new Problem('duty:problem.noRows')
    const ids = await insertShifts(tx, now, { hospitalId, byId: actor?.personId ?? null, drafts })
    tell(record, 'shift.imported', hospitalId, ids[0] ?? '', { count: ids.length }, drafts.map(({ personId }) => personId))
    return { count: ids.length }
  })
}

/** Takes a duty off the roster; one that has begun ends now. */
export function cancelShift(actor: Actor, { shiftId }: z.infer<typeof schema.cancelShift>) {
  return transact(actor, async (tx, record, now) => {
    const shift = await loadShift(tx, actor, shiftId)
    allow(mayDuty.change(actor, shift))
    if (shift.cancelledAt || shift.endsAt <= now) throw new Problem('duty:problem.over')
    await endShift(tx, now, shift)
    tell(record, 'shift.cancelled', shift.hospitalId, shift.id, { personId: shift.personId, startsAt: shift.startsAt.toISOString() }, [shift.personId])
    return { shiftId }
  })
}

/** Puts somebody else in what is left of a duty. */
export function replaceShift(actor: Actor, { shiftId, personId }: z.infer<typeof schema.replaceShift>) {
  return transact(actor, async (tx, record, now) => {
    const shift = await loadShift(tx, actor, shiftId)
    allow(mayDuty.change(actor, shift))
    if (personId === shift.personId) throw new Problem('duty:problem.samePerson', { field: 'personId' })
    const id = await passShift(tx, now, shift, personId, actor.personId)
    tell(record, 'shift.replaced', shift.hospitalId, id, { before: shift.personId, personId, startsAt: shift.startsAt.toISOString() }, [shift.personId, personId])
    return { shiftId: id }
  })
}
