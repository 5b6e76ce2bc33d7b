import type { Actor } from '~/domain/audit/actor'
import type { RecordEvent, Tx } from '~/domain/audit/transact.server'
import { onDuty } from '~/domain/duty/on-duty.server'
import type { AlertMarkKind } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { audienceOf } from './change-state.server'
import { personReached } from './clock-steps.server'

interface Parties { requestingId: string; supportingId: string | null; treatingDoctorId: string; specialistId: string | null }
export interface Alerted extends Parties { consultId: string }

const afterDuty = 2 * 60 * 60_000

/** Step: everybody on duty of the specialty, busy or not, may open the alert; returns them in the order to be called. */
export async function askWholeDuty(tx: Tx, { consultId, supportingId, specialtyCode }: { consultId: string; supportingId: string; specialtyCode: string }, now: Date): Promise<string[]> {
  const duty = await onDuty({ hospitalId: supportingId, kind: 'specialist', specialtyCode, at: now }, tx)
  for (const { personId, endsAt } of duty) {
    const held = await tx.consultAccess.findFirst({ where: { consultId, personId, hospitalId: supportingId, kind: 'duty', OR: [{ validUntil: null }, { validUntil: { gt: now } }] }, select: { id: true } })
    if (!held) await tx.consultAccess.create({ data: { id: newId(), consultId, hospitalId: supportingId, personId, kind: 'duty', deidentified: true, validFrom: now, validUntil: new Date(endsAt.getTime() + afterDuty), basis: 'alert' } })
  }
  return duty.map(({ personId }) => personId)
}

/** Step: the alert's row and its first mark; once for a consult. */
export async function activateAlert(tx: Tx, record: RecordEvent, actor: Actor, now: Date, alerted: Alerted): Promise<void> {
  const { count } = await tx.redAlert.createMany({ data: [{ consultId: alerted.consultId, activatedAt: now, activatedById: actor.personId }], skipDuplicates: true })
  // Raised again after it had ended: the line goes on.
  if (count === 0) await tx.redAlert.update({ where: { consultId: alerted.consultId }, data: { endedAt: null, summary: '' } })
  await setMark(tx, record, now, alerted, { kind: 'activated', personId: actor.personId, hospitalId: actor.hospitalId })
}

const spoken: readonly AlertMarkKind[] = ['connected', 'guidance', 'teamSent', 'escortedReferral']
const aDay = 24 * 60 * 60_000

/** They speak: the answer was given by telephone at once, its paper is due within a day. */
async function paperAfterwards(tx: Tx, consultId: string, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + aDay)
  const fresh = { startedAt: now, dueAt, nextAt: new Date(now.getTime() + aDay / 2), remindedAt: null, escalatedAt: null, rung: 0, unreached: false, toldIds: [] }
  const { count } = await tx.consultClock.updateMany({ where: { consultId, kind: 'answer', doneAt: null, dueAt: { lt: new Date(now.getTime() + aDay / 2) } }, data: fresh })
  if (count > 0) await tx.consult.update({ where: { id: consultId }, data: { dueAt } })
}

/** Step: a time mark by a person; the second by the same person changes nothing. Whoever of the asked side sets one was reached. */
export async function setMark(tx: Tx, record: RecordEvent, now: Date, alerted: Alerted, { kind, personId, hospitalId, note = '' }: { kind: AlertMarkKind; personId: string; hospitalId: string; note?: string }): Promise<boolean> {
  const { consultId } = alerted
  const { count } = await tx.alertMark.createMany({ data: [{ id: newId(), consultId, kind, at: now, personId, note }], skipDuplicates: true })
  if (count === 0) return false
  if (spoken.includes(kind)) await paperAfterwards(tx, consultId, now)
  if (kind !== 'activated' && kind !== 'ended') await personReached(tx, { consultId, personId, hospitalId }, now)
  record({ name: 'consult.alertMarked', subject: 'consult', subjectId: consultId, fields: ['alert'], facts: { kind }, audience: audienceOf({ ...alerted, id: consultId }, [personId]) })
  return true
}
