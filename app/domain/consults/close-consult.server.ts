import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { changeState, loadConsult } from './change-state.server'
import { endSupportingAccessLater } from './grant-access.server'
import { contradiction } from './follow-up'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** What the consult was good for: result, where treated, diagnosis, usefulness; may be put right until the consult is closed. Refuses what cannot be true beside the end. */
export function evaluateConsult(actor: Actor, { consultId, result, treatedOnSite, diagnosisChange, usefulness, remark }: z.infer<typeof schema.evaluateConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.evaluate(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'evaluate', fields: ['outcome'] })
    const { endKind } = await tx.outcome.findUniqueOrThrow({ where: { consultId }, select: { endKind: true } })
    const untrue = contradiction({ endKind, referred: consult.receivingId !== null }, { result, onSite: treatedOnSite === 'yes' })
    if (untrue) throw new Problem(`consults:problem.${untrue}`, { field: untrue === 'referredOnSite' ? 'treatedOnSite' : 'result' })
    await tx.outcome.update({
      where: { consultId },
      data: { result, treatedOnSite: treatedOnSite === 'yes', diagnosisChange, usefulness: Number(usefulness), remark, evaluatedAt: now, evaluatedById: actor.personId },
    })
    return { consultId }
  })
}

/** What the specialist says to the outcome. */
export function addRemark(actor: Actor, { consultId, text }: z.infer<typeof schema.addRemark>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.remark(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'remark', fields: ['remarks'] })
    await tx.remark.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, text } })
    return { consultId }
  })
}

/** Closes an evaluated consult; the answering side keeps reading for 30 days. */
export function closeConsult(actor: Actor, { consultId }: z.infer<typeof schema.closeConsult>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.close(actor, consult))
    const outcome = await tx.outcome.findUnique({ where: { consultId }, select: { evaluatedAt: true } })
    if (consult.state === 'awaitingSummary' && !outcome?.evaluatedAt) throw new Problem('consults:problem.evaluateFirst')
    await changeState(tx, record, actor, now, consult, { action: 'close', data: { closedAt: now } })
    if (consult.supportingId) await endSupportingAccessLater(tx, now, consultId, consult.supportingId)
    return { consultId }
  })
}

/** A coordinator closes what nobody followed, with the reason; it counts as not followed. */
export function closeNotFollowed(actor: Actor, { consultId, note }: z.infer<typeof schema.closeNotFollowed>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await loadConsult(tx, actor, consultId, now)
    allow(mayConsult.closeNotFollowed(actor, consult))
    await changeState(tx, record, actor, now, consult, { action: 'closeNotFollowed', note, data: { closedAt: now, notFollowed: true } })
    if (consult.supportingId) await endSupportingAccessLater(tx, now, consultId, consult.supportingId)
    return { consultId }
  })
}
