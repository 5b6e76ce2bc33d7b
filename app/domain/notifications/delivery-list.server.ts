import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db, type Prisma } from '~/platform/database/database.server'
import { cursorOf, readCursor } from '~/platform/http/cursor'
import { nameWithTitle } from '~/platform/names'
import { canSendSms } from '~/platform/sms/gateway.server'
import { noticeParams } from './notice-params'
import { mayMail } from './policy'

const pageSize = 50
/** What somebody should look at: nobody was told, or nobody knows. */
const troubles: Prisma.DeliveryWhereInput = { state: { in: ['failed', 'uncertain'] } }

/** Messages by channel with what became of them, newest first; for administrators. Codes of consults and names of staff, never a patient. */
export async function listDeliveries(actor: Actor, { all, cursor }: { all: boolean; cursor: string | null }) {
  allow(mayMail.read(actor))
  const place = readCursor(cursor)
  const before = place ? { OR: [{ at: { lt: place.at } }, { at: place.at, id: { lt: place.id } }] } : {}
  const rows = await db.delivery.findMany({
    where: { AND: [all ? {} : troubles, before] }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: pageSize + 1,
    select: { id: true, at: true, noticeId: true, personId: true, channel: true, state: true, dueAt: true, sentAt: true, failure: true },
  })
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
