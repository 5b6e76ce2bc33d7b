import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { administeredBy } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { Prisma } from '~/platform/database/generated/client'
import { cursorOf, readCursor } from '~/platform/http/cursor'
import { nameWithTitle } from '~/platform/names'
import { canSendSms } from '~/platform/sms/gateway.server'
import { noticeParams } from './notice-params'
import { mayMail } from './policy'

const pageSize = 50
/** What somebody should look at: nobody was told, or nobody knows. */
const troubles = Prisma.sql`and d."state" in ('failed', 'uncertain')`

type Row = Prisma.DeliveryGetPayload<{ select: { id: true; at: true; noticeId: true; personId: true; channel: true; state: true; dueAt: true; sentAt: true; failure: true } }>

/** Messages by channel with what became of them, newest first; for those who administer the hospital. Codes of consults and names of staff, never a patient. */
export async function listDeliveries(actor: Actor, { all, cursor }: { all: boolean; cursor: string | null }) {
  allow(mayMail.read(actor))
  const place = readCursor(cursor)
  const rows = await db.$queryRaw<Row[]>`
    select d."id"::text, d."at", d."noticeId"::text as "noticeId", d."personId"::text as "personId", d."channel"::text, d."state"::text, d."dueAt", d."sentAt", d."failure"
    from "Delivery" d join "Notice" n on n."id" = d."noticeId"
    where n."hospitalId" = any(${await administeredBy(actor)}::uuid[]) ${all ? Prisma.empty : troubles} ${place ? Prisma.sql`and (d."at", d."id") < (${place.at}::timestamptz, ${place.id}::uuid)` : Prisma.empty}
    order by d."at" desc, d."id" desc limit ${pageSize + 1}`
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  const [notices, people, now] = await Promise.all([
    db.notice.findMany({ where: { id: { in: page.map(({ noticeId }) => noticeId) } }, select: { id: true, params: true, level: true } }), personNames(page.map(({ personId }) => personId)), nowIn(db),
  ])
  const about = new Map(notices.map(({ id, params, level }) => [id, { code: noticeParams.parse(params).code, level }]))
  return {
    sendsSms: canSendSms(), next: rows.length > pageSize && last ? cursorOf(last) : null,
    deliveries: page.map(({ id, at, noticeId, personId, channel, state, dueAt, sentAt, failure }) => {
      const person = people.get(personId)
      return {
        id, at: at.toISOString(), channel, state: state === 'waiting' && dueAt > now ? ('held' as const) : state, until: dueAt.toISOString(), sentAt: sentAt?.toISOString() ?? null, failure: failure ?? '',
        name: person ? nameWithTitle(person) : '', code: about.get(noticeId)?.code ?? '', level: about.get(noticeId)?.level ?? null,
      }
    }),
  }
}
