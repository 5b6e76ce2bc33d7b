import { z } from '~/platform/zod'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { peopleWith } from '~/domain/people/queries.server'
import { db } from '~/platform/database/database.server'
import { formatDate } from '~/platform/dates'

const facts = z.object({ why: z.string().optional(), startsAt: z.iso.datetime().optional() })

/** Listener: coordinators are told once that a date of a series could not be held; a holiday is no news. What was put right settles it. */
export async function tellSeries({ id: eventId, at, name, personId: by, subjectId: seriesId, facts: given }: Event): Promise<void> {
  const about = `/schedule/series/${seriesId}`
  if (name !== 'series.dateSkipped') return settleNotices({ about, before: at })
  const { why, startsAt } = facts.parse(given)
  if (why !== 'taken' || !startsAt) return
  const series = await db.conferenceSeries.findUnique({ where: { id: seriesId }, select: { hospitalId: true } })
  if (!series) return
  const { hospitalId } = series
  const [people, hospitals] = await Promise.all([peopleWith(db, { hospitalId, role: 'coordinator' }), hospitalNames([hospitalId], at)])
  await announce({
    eventId, at, by, to: people.map((personId) => ({ personId, hospitalId })), kind: 'seriesTaken', href: about, urgent: true, level: 'routine',
    params: { code: formatDate(startsAt), level: 'routine', hospital: hospitals.get(hospitalId)?.shortName ?? '', time: startsAt },
  })
}
