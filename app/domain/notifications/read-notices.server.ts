import { type z } from '~/platform/zod'
import { transact } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { notFound, Problem } from '~/platform/problem'
import type * as schema from './schema'

/** Marks one's own notice as read and tells where it leads. One that belongs to another membership asks to switch first. */
export function openNotice(actor: Actor, { noticeId }: z.infer<typeof schema.openNotice>) {
  return transact(actor, async (tx, record, now) => {
    const notice = await tx.notice.findFirst({ where: { id: noticeId, personId: actor.personId }, select: { href: true, hospitalId: true } })
    if (!notice) throw notFound()
    if (notice.hospitalId !== actor.hospitalId) throw new Problem('notifications:problem.otherHospital')
    const { count } = await tx.notice.updateMany({ where: { id: noticeId, readAt: null }, data: { readAt: now } })
    if (count > 0) record({ name: 'notice.read', subject: 'notice', subjectId: noticeId, fields: ['readAt'], audience: [`person:${actor.personId}`] })
    return { href: notice.href }
  })
}

/** Marks all of one's own notices as read. */
export function readAllNotices(actor: Actor) {
  return transact(actor, async (tx, record, now) => {
    const { count } = await tx.notice.updateMany({ where: { personId: actor.personId, readAt: null }, data: { readAt: now } })
    if (count > 0) record({ name: 'notice.allRead', subject: 'person', subjectId: actor.personId, fields: ['readAt'], audience: [`person:${actor.personId}`] })
    return { count }
  })
}
