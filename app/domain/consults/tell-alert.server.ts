import { z } from '~/platform/zod'
import { db } from '~/platform/database/database.server'
import type { Event } from '~/domain/audit/relay.server'
import { onDuty } from '~/domain/duty/on-duty.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce, type Addressee } from '~/domain/notifications/announce.server'
import { peopleWith } from '~/domain/people/queries.server'

const facts = z.object({ level: z.string(), alert: z.boolean().optional(), dutyIds: z.array(z.uuid()).catch([]) })

/**
 * Listener, registered before the ordinary notices of a consult: a Báo động đỏ rings at the whole duty, the coordinators and the leader
 * on duty of the hospital that is called, on every channel at once. They are not told the same event in other words.
 */
export async function tellAlert(event: Event): Promise<void> {
  const given = facts.safeParse(event.facts)
  if (!given.success || given.data.level !== 'redAlert' || !given.data.alert) return
  const consult = await db.consult.findUnique({ where: { id: event.subjectId }, select: { code: true, requestingId: true, supportingId: true } })
  if (!consult?.code || !consult.supportingId) return
  const { supportingId } = consult
  const at = (personId: string): Addressee => ({ personId, hospitalId: supportingId })
  const leaders = await onDuty({ hospitalId: supportingId, kind: 'leader', at: event.at })
  const names = await hospitalNames([consult.requestingId], event.at)
  await announce({
    eventId: event.id, at: event.at, by: event.personId, to: [...given.data.dutyIds, ...await peopleWith(db, { hospitalId: supportingId, role: 'coordinator' }), ...leaders.map(({ personId }) => personId)].map(at),
    kind: 'redAlert', params: { code: consult.code, level: 'redAlert', hospital: names.get(consult.requestingId)?.shortName ?? '' }, href: `/consults/${event.subjectId}/alert`,
    urgent: true, level: 'redAlert', rings: true, channels: 'all',
  })
}
