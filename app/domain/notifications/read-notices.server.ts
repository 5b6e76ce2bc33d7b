import { type z } from '~/platform/zod'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { notFound, Problem } from '~/platform/problem'
import type * as schema from './schema'

/** Marks one's own notice as read and tells where it leads. One that belongs to another membership asks to switch first. */
export function openNotice(actor: Actor, { noticeId }: z.infer<typeof schema.openNotice>) {
  return transact(actor, async (tx, record, now) => {
    const notice = await tx.notice.findFirst({ where: { id: noticeId, personId: actor.personId }, select: { href: true, hospitalId: true } })
    if (!notice) throw notFound()
    if (notice.hospitalId !== actor.hospitalId) throw new Problem('notifications:problem.otherHospital')
    await acknowledge(tx, record, now, { noticeId, personId: actor.personId })
    const { count } = await tx.notice.updateMany({ where: { id: noticeId, readAt: null }, data: { readAt: now } })
    if (count > 0) record({ name: 'notice.read', subject: 'notice', subjectId: noticeId, fields: ['readAt'], audience: [`person:${actor.personId}`] })
    return { href: notice.href }
  })
}

/**
 * "Đã nhận": one knows of it and sees to it. Stops the ringing on all one's open pages, and the side that asks sees who has it and since
 * when. A notice for another of one's hospitals may be acknowledged as well: whoever rings must be able to be stopped.
 */
export function acknowledgeNotice(actor: Actor, { noticeId }: z.infer<typeof schema.acknowledgeNotice>) {
  return transact(actor, async (tx, record, now) => {
    const notice = await tx.notice.findFirst({ where: { id: noticeId, personId: actor.personId }, select: { href: true } })
    if (!notice) throw notFound()
    await acknowledge(tx, record, now, { noticeId, personId: actor.personId })
    return { href: notice.href }
  })
}

/** Step: once; later presses keep the first moment. */
async function acknowledge(tx: Tx, record: RecordEvent, now: Date, { noticeId, personId }: { noticeId: string; personId: string }): Promise<void> {
  const [acknowledged] = await tx.notice.updateManyAndReturn({ where: { id: noticeId, rings: true, acknowledgedAt: null }, data: { acknowledgedAt: now }, select: { href: true } })
  if (!acknowledged) return
  record({ name: 'notice.acknowledged', subject: 'notice', subjectId: noticeId, fields: ['acknowledgedAt'], audience: [`person:${personId}`, ...topicsOf(acknowledged.href)] })
}

/** Open pages of the record it is about show who has it. */
function topicsOf(href: string): string[] {
  const [, kind, id] = /^\/(consult|conference)s\/([0-9a-f-]{36})/.exec(href) ?? []
  return kind && id ? [`${kind}:${id}`] : []
}

/** Marks all of one's own notices as read. */
export function readAllNotices(actor: Actor) {
  return transact(actor, async (tx, record, now) => {
    const { count } = await tx.notice.updateMany({ where: { personId: actor.personId, readAt: null }, data: { readAt: now } })
    if (count > 0) record({ name: 'notice.allRead', subject: 'person', subjectId: actor.personId, fields: ['readAt'], audience: [`person:${actor.personId}`] })
    return { count }
  })
}
