import { z } from '~/platform/zod'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { db } from '~/platform/database/database.server'

const facts = z.object({ consultId: z.uuid(), kind: z.enum(['quick', 'alert']), personIds: z.array(z.uuid()) })

/** Listener: a quick call rings at the one who is called; an alert has told its people already. */
export async function tellCall(event: Event): Promise<void> {
  const { consultId, kind, personIds } = facts.parse(event.facts)
  if (kind !== 'quick') return
  const consult = await db.consult.findUnique({ where: { id: consultId }, select: { code: true, level: true } })
  const members = await db.conferenceMember.findMany({ where: { conferenceId: event.subjectId, personId: { in: personIds } }, select: { personId: true, hospitalId: true } })
  if (!consult?.code || !consult.level) return
  // Called once more: one bell for one call.
  for (const { personId } of members) await settleNotices({ about: `/conferences/${event.subjectId}`, before: event.at, personId })
  const names = event.hospitalId ? await hospitalNames([event.hospitalId], event.at) : undefined
  await announce({
    eventId: event.id, at: event.at, by: event.personId, to: members, kind: 'quickCall', params: { code: consult.code, level: consult.level, hospital: names?.get(event.hospitalId ?? '')?.shortName ?? '' },
    href: `/conferences/${event.subjectId}/room`, urgent: true, level: consult.level, rings: true, channels: 'all',
  })
}
