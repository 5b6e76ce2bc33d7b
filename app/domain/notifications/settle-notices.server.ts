import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Prisma } from '~/platform/database/database.server'

export interface ToSettle {
  /** path of the record they are about, whichever of its pages they open */
  about: string
  /** notices of what happened before this */
  before: Date
  /** those of one person only, or of one kind */
  personId?: string
  kinds?: string[]
}

/**
 * The work these notices asked for is done, or somebody else did it: they no longer say "Cần xử lý", stop ringing on every open page, and
 * what was held back of them is not sent. Safe to repeat.
 */
export async function settleNotices({ about, before, personId, kinds }: ToSettle): Promise<void> {
  const where: Prisma.NoticeWhereInput = { OR: [{ href: about }, { href: { startsWith: `${about}/` } }], at: { lt: before }, settledAt: null, ...(personId ? { personId } : {}), ...(kinds ? { kind: { in: kinds } } : {}) }
  await transact(null, async (tx, record, now) => {
    const settled = await tx.notice.updateManyAndReturn({ where, data: { settledAt: now }, select: { id: true, personId: true, urgent: true } })
    for (const { id, personId: whose } of settled.filter(({ urgent }) => urgent)) record({ name: 'notice.settled', subject: 'notice', subjectId: id, fields: ['settledAt'], audience: [`person:${whose}`] })
  })
}

export interface HasRead { personId: string; href: string; kind: string; /** moments of what was read, and of the first thing that was not */ upTo: Date; before: Date | null }

/** Step: somebody has read what these notices told of. They count no longer at the bell, and what was held back of them is not sent. */
export async function settleRead(tx: Tx, record: RecordEvent, now: Date, { personId, href, kind, upTo, before }: HasRead): Promise<void> {
  const where = { personId, href, kind, at: { lte: upTo, ...(before && { lt: before }) } }
  await tx.notice.updateMany({ where: { ...where, settledAt: null }, data: { settledAt: now } })
  const read = await tx.notice.updateManyAndReturn({ where: { ...where, readAt: null }, data: { readAt: now }, select: { id: true } })
  for (const { id } of read) record({ name: 'notice.read', subject: 'notice', subjectId: id, fields: ['readAt'], audience: [`person:${personId}`] })
}
