import { type z } from '~/platform/zod'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { loadShift } from './change-roster.server'
import { mayDuty } from './policy'
import type * as schema from './schema'
import { checkShift, passShift, type KeptShift } from './shift-step.server'

const stillAhead = (shift: KeptShift, now: Date): void => {
  if (shift.cancelledAt || shift.endsAt <= now) throw new Problem('duty:problem.over')
}

/** Asks somebody to take one's duty, perhaps for one of theirs. Nothing changes until they, or who keeps the roster, agree. */
export function proposeSwap(actor: Actor, { shiftId, toPersonId, withShiftId, note }: z.infer<typeof schema.proposeSwap>) {
  return transact(actor, async (tx, record, now) => {
    const shift = await loadShift(tx, actor, shiftId)
    allow(mayDuty.propose(actor, shift))
    stillAhead(shift, now)
    if (toPersonId === actor.personId) throw new Problem('duty:problem.samePerson', { field: 'toPersonId' })
    await checkShift(tx, shift.hospitalId, now, { ...shift, personId: toPersonId })
    if (withShiftId) {
      const other = await loadShift(tx, actor, withShiftId)
      if (other.personId !== toPersonId) throw new Problem('duty:problem.notTheirs', { field: 'withShiftId' })
      stillAhead(other, now)
      await checkShift(tx, other.hospitalId, now, { ...other, personId: actor.personId })
    }
    const id = newId()
    await claiming('toPersonId', 'duty:problem.alreadyProposed', () =>
      tx.dutySwap.create({ data: { id, hospitalId: actor.hospitalId, shiftId, withShiftId: withShiftId ?? null, toPersonId, proposedById: actor.personId, at: now, note } }))
    record({ name: 'swap.proposed', subject: 'swap', subjectId: id, facts: { shiftId, toPersonId, startsAt: shift.startsAt.toISOString() }, audience: [`hospital:${actor.hospitalId}`, `person:${toPersonId}`] })
    return { swapId: id }
  })
}

async function loadSwap(tx: Tx, actor: Actor, swapId: string) {
  const swap = await tx.dutySwap.findFirst({ where: { id: swapId, hospitalId: actor.hospitalId }, select: { id: true, hospitalId: true, shiftId: true, withShiftId: true, toPersonId: true, proposedById: true } })
  if (!swap) throw notFound()
  return swap
}

async function decide(tx: Tx, now: Date, actor: Actor, swapId: string, state: 'agreed' | 'refused' | 'withdrawn'): Promise<void> {
  const { count } = await tx.dutySwap.updateMany({ where: { id: swapId, state: 'proposed' }, data: { state, decidedAt: now, decidedById: actor.personId } })
  if (count === 0) throw new Problem('duty:problem.swapOver')
}

/** The other one, or who keeps the roster, agrees: both duties change hands at once or not at all. */
export function agreeSwap(actor: Actor, { swapId }: z.infer<typeof schema.agreeSwap>) {
  return transact(actor, async (tx, record, now) => {
    const swap = await loadSwap(tx, actor, swapId)
    allow(mayDuty.answer(actor, swap))
    await decide(tx, now, actor, swapId, 'agreed')
    const shift = await loadShift(tx, actor, swap.shiftId)
    const other = swap.withShiftId ? await loadShift(tx, actor, swap.withShiftId) : null
    await passShift(tx, now, shift, swap.toPersonId, actor.personId)
    if (other) await passShift(tx, now, other, shift.personId, actor.personId)
    record({
      name: 'swap.agreed', subject: 'swap', subjectId: swapId, facts: { shiftId: swap.shiftId, toPersonId: swap.toPersonId, proposedById: swap.proposedById, startsAt: shift.startsAt.toISOString() },
      audience: [`hospital:${actor.hospitalId}`, `person:${swap.toPersonId}`, `person:${swap.proposedById}`],
    })
    return { swapId }
  })
}

const closing = (state: 'refused' | 'withdrawn', may: 'answer' | 'takeBack') => (actor: Actor, { swapId }: z.infer<typeof schema.refuseSwap>) =>
  transact(actor, async (tx, record, now) => {
    const swap = await loadSwap(tx, actor, swapId)
    allow(mayDuty[may](actor, swap))
    await decide(tx, now, actor, swapId, state)
    const shift = await loadShift(tx, actor, swap.shiftId)
    record({
      name: `swap.${state}`, subject: 'swap', subjectId: swapId, facts: { shiftId: swap.shiftId, toPersonId: swap.toPersonId, proposedById: swap.proposedById, startsAt: shift.startsAt.toISOString() },
      audience: [`hospital:${actor.hospitalId}`, `person:${swap.toPersonId}`, `person:${swap.proposedById}`],
    })
    return { swapId }
  })

/** Says no: the duty stays where it is. */
export const refuseSwap = closing('refused', 'answer')
/** Takes one's own proposal back. */
export const takeBackSwap = closing('withdrawn', 'takeBack')
