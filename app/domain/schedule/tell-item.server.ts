import { z } from '~/platform/zod'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { peopleWith } from '~/domain/people/queries.server'
import { db } from '~/platform/database/database.server'

const facts = z.object({ consultId: z.uuid(), toConferenceId: z.uuid().nullable().optional(), withdrawn: z.boolean().optional() })

/** Listener: the hospital that asks is told that its consult was taken off a conference, and when it is heard instead. */
export async function tellItem(event: Event): Promise<void> {
  const { consultId, toConferenceId, withdrawn = false } = facts.parse(event.facts)
  if (withdrawn) return
  const [consult, target] = await Promise.all([
    db.consult.findUnique({ where: { id: consultId }, select: { code: true, level: true, requestingId: true, supportingId: true, treatingDoctorId: true } }),
    toConferenceId ? db.conference.findUnique({ where: { id: toConferenceId }, select: { state: true, startsAt: true } }) : null,
  ])
  if (!consult?.code || !consult.level) return
  const { requestingId: hospitalId } = consult
  const coordinators = await peopleWith(db, { hospitalId, role: 'coordinator' })
  const names = await hospitalNames([consult.supportingId ?? ''], event.at)
  const planned = target?.state === 'planned'
  await announce({
    eventId: event.id, at: event.at, by: event.personId, to: [consult.treatingDoctorId, ...coordinators].map((personId) => ({ personId, hospitalId })),
    kind: planned ? 'itemPostponed' : 'itemWaits', params: { code: consult.code, level: consult.level, hospital: names.get(consult.supportingId ?? '')?.shortName ?? '', ...(planned ? { time: target.startsAt.toISOString() } : {}) },
    href: `/consults/${consultId}`, urgent: true, level: consult.level,
  })
}
