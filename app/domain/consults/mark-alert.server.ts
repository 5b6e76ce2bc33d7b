import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { setMark } from './alert-steps.server'
import type { EndAlert, MarkAlert } from './alert-schema'
import { loadHeld, type LoadedConsult } from './change-state.server'
import { endAlertAccess } from './grant-access.server'
import { isOpen } from './lifecycle'
import { mayAlert } from './policy'

/** The alert of a consult that this actor may mark; the 404 of a random id where there is none. With the consult it is over: nobody comes to know of a withdrawn patient by it. */
export async function loadAlert(tx: Tx, actor: Actor, consultId: string, now: Date): Promise<{ consult: LoadedConsult; endedAt: Date | null; conferenceId: string | null }> {
  const consult = await loadHeld(tx, actor, consultId, now)
  const alert = await tx.redAlert.findUnique({ where: { consultId }, select: { endedAt: true, conferenceId: true } })
  if (!alert) throw notFound()
  allow(mayAlert.mark(actor, consult))
  if (!isOpen(consult.state)) throw new Problem('consults:problem.notNow', { params: { state: consult.state } })
  return { consult, ...alert }
}

/** A time mark of the alert, by either side. Only the side that was asked can say that it has received the alert. */
export function markAlert(actor: Actor, { consultId, kind, note }: MarkAlert) {
  return transact(actor, async (tx, record, now) => {
    const { consult, endedAt } = await loadAlert(tx, actor, consultId, now)
    if (endedAt) throw new Problem('alert:problem.ended')
    if (kind === 'acknowledged' && actor.hospitalId !== consult.supportingId) throw new Problem('alert:problem.otherSide', { field: 'kind' })
    await setMark(tx, record, now, { ...consult, consultId }, { kind, personId: actor.personId, hospitalId: actor.hospitalId, note })
    return { consultId }
  })
}

/** Step: ends the alert with its summary; the consult goes its ordinary way on, and its paper follows. */
export async function endAlertStep(tx: Tx, record: Parameters<typeof setMark>[1], actor: Actor, now: Date, { consultId, summary }: EndAlert): Promise<{ conferenceId: string | null }> {
  const { consult, conferenceId } = await loadAlert(tx, actor, consultId, now)
  const { count } = await tx.redAlert.updateMany({ where: { consultId, endedAt: null }, data: { endedAt: now, summary } })
  if (count === 0) throw new Problem('alert:problem.ended')
  await endAlertAccess(tx, now, consultId)
  await setMark(tx, record, now, { ...consult, consultId }, { kind: 'ended', personId: actor.personId, hospitalId: actor.hospitalId })
  await tx.consultStep.create({ data: { id: newId(), consultId, at: now, personId: actor.personId, hospitalId: actor.hospitalId, action: 'alertEnded', fromState: consult.state, toState: consult.state, note: summary } })
  return { conferenceId }
}
