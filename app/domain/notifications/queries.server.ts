import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { administeredBy, hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { db } from '~/platform/database/database.server'
import { Prisma } from '~/platform/database/generated/client'
import { cursorOf, readCursor } from '~/platform/http/cursor'
import { idOf } from '~/platform/http/id-of'
import { noticeParams, type NoticeParams } from './notice-params'
import { mayMail } from './policy'

/** Notices this person has not read, under any membership: the number at the bell. */
export const unreadCount = (actor: Pick<Actor, 'personId'>): Promise<number> => db.notice.count({ where: { personId: actor.personId, readAt: null } })

export interface NoticeLine {
  id: string; at: string; kind: string; params: NoticeParams; read: boolean
  /** still needs this person */
  urgent: boolean
  /** until "Đã nhận" is pressed */
  rings: boolean
  acknowledgedAt: string | null
  /** short name, where it belongs to another of one's hospitals */
  elsewhere: string | null
}

const pageSize = 30
const mostUnread = 100
const newestFirst = [{ at: 'desc' }, { id: 'desc' }] as const satisfies Prisma.NoticeOrderByWithRelationInput[]
const line = { id: true, at: true, kind: true, params: true, urgent: true, rings: true, acknowledgedAt: true, settledAt: true, readAt: true, hospitalId: true } as const

function before(cursor: string | null) {
  const place = readCursor(cursor)
  return place ? { OR: [{ at: { lt: place.at } }, { at: place.at, id: { lt: place.id } }] } : {}
}

function paged<T extends { at: Date; id: string }>(rows: T[], size: number): { page: T[]; next: string | null } {
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { page, next: rows.length > size && last ? cursorOf(last) : null }
}

/** One's own inbox: what is not read (the newest 100), then what is, 30 a page. */
export async function inboxOf(actor: Actor, cursor: string | null): Promise<{ unread: NoticeLine[]; read: NoticeLine[]; next: string | null }> {
  const mine = { personId: actor.personId }
  const [unread, rows] = await Promise.all([
    db.notice.findMany({ where: { ...mine, readAt: null }, orderBy: newestFirst, take: mostUnread, select: line }),
    db.notice.findMany({ where: { AND: [mine, { readAt: { not: null } }, before(cursor)] }, orderBy: newestFirst, take: pageSize + 1, select: line }),
  ])
  const { page, next } = paged(rows, pageSize)
  const others = [...unread, ...page].flatMap(({ hospitalId }) => (hospitalId === actor.hospitalId ? [] : [hospitalId]))
  const names = await hospitalNames(others)
  const lineOf = ({ id, at, kind, params, urgent, rings, acknowledgedAt, settledAt, readAt, hospitalId }: (typeof rows)[number]): NoticeLine => ({
    id, at: at.toISOString(), kind, params: noticeParams.parse(params), urgent: urgent && settledAt === null, rings: rings && acknowledgedAt === null && settledAt === null,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null, read: readAt !== null, elsewhere: names.get(hospitalId)?.shortName ?? null,
  })
  return { unread: unread.map(lineOf), read: page.map(lineOf), next }
}

const mailLine = { id: true, at: true, recipient: true, subject: true, sentAt: true, attempts: true, failure: true } as const

/** Mails written for the hospitals one administers, newest first, 30 a page. */
export async function listMails(actor: Actor, cursor: string | null) {
  allow(mayMail.read(actor))
  const place = readCursor(cursor)
  const rows = await db.$queryRaw<Prisma.MailGetPayload<{ select: typeof mailLine }>[]>`
    select m."id"::text, m."at", m."recipient", m."subject", m."sentAt", m."attempts", m."failure"
    from "Mail" m join "Notice" n on n."personId" = m."personId" and n."eventId" = m."eventId"
    where n."hospitalId" = any(${await administeredBy(actor)}::uuid[]) ${place ? Prisma.sql`and (m."at", m."id") < (${place.at}::timestamptz, ${place.id}::uuid)` : Prisma.empty}
    order by m."at" desc, m."id" desc limit ${pageSize + 1}`
  const { page, next } = paged(rows, pageSize)
  return { mails: page.map(mailView), next }
}

/** One mail with its text ('' once that was cleared away); null for an unknown id and for another hospital's. */
export async function mailById(actor: Actor, mailId: string) {
  allow(mayMail.read(actor))
  const mail = await db.mail.findUnique({ where: { id: idOf(mailId) }, select: { ...mailLine, body: true, calendar: true, personId: true, eventId: true } })
  const notice = mail && await db.notice.findUnique({ where: { personId_eventId: { personId: mail.personId, eventId: mail.eventId } }, select: { hospitalId: true } })
  if (!mail || !notice || !(await administeredBy(actor)).includes(notice.hospitalId)) return null
  const name = (await personNames([mail.personId])).get(mail.personId)?.fullName ?? ''
  return { ...mailView(mail), body: mail.body ?? '', calendar: mail.calendar ?? '', name }
}

const mailView = ({ id, at, recipient, subject, sentAt, attempts, failure }: Prisma.MailGetPayload<{ select: typeof mailLine }>) =>
  ({ id, at: at.toISOString(), recipient, subject, sentAt: sentAt?.toISOString() ?? null, attempts, failure })
