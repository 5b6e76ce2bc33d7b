import { db } from '~/platform/database/database.server'
import type { Actor } from '~/domain/audit/actor'

/** Of these consults, those this person is asked about while on duty, and those they approved by telephone and have not confirmed. */
export async function dutyTasks(actor: Actor, consultIds: string[], now: Date): Promise<{ asked: ReadonlySet<string>; toConfirm: ReadonlySet<string> }> {
  const [asked, approvals] = await Promise.all([
    db.consultAccess.findMany({ where: { consultId: { in: consultIds }, personId: actor.personId, hospitalId: actor.hospitalId, kind: 'duty', validUntil: { gt: now } }, select: { consultId: true } }),
    db.approval.findMany({ where: { consultId: { in: consultIds }, approverId: actor.personId, byTelephone: true, confirmedAt: null }, select: { consultId: true } }),
  ])
  return { asked: new Set(asked.map(({ consultId }) => consultId)), toConfirm: new Set(approvals.map(({ consultId }) => consultId)) }
}
