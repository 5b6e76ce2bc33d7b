import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import type { Event } from '~/domain/audit/relay.server'
import { transact } from '~/domain/audit/transact.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { db } from '~/platform/database/database.server'
import { notFound, Problem } from '~/platform/problem'
import { calendarCards, cardColumns } from './calendar-card.server'
import { axes, changeableFor } from './feedback'
import { mayFeedback } from './feedback-policy'
import type { GiveFeedback } from './feedback-schema'

const feedbackPath = (conferenceId: string): string => `/conferences/${conferenceId}/feedback`

/** Whoever sat in the conference says how it went, once; for seven days they may change it. */
export function giveFeedback(actor: Actor, { conferenceId, note, ...marks }: GiveFeedback): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await tx.conference.findUnique({ where: { id: conferenceId }, select: { kind: true, state: true, hostId: true, members: { select: { personId: true, hospitalId: true, role: true } } } })
    if (!conference) throw notFound()
    allow(mayFeedback.give(actor, conference))
    if (note === '' && axes.every((axis) => marks[axis] === null)) throw new Problem('schedule:problem.noFeedback', { field: 'equipment' })
    const where = { conferenceId_personId: { conferenceId, personId: actor.personId } }
    // Of two at once the second waits here for the first one's row.
    await tx.conferenceFeedback.createMany({ data: [{ conferenceId, personId: actor.personId, hospitalId: actor.hospitalId, at: now, note, ...marks }], skipDuplicates: true })
    const { at } = await tx.conferenceFeedback.findUniqueOrThrow({ where, select: { at: true } })
    if (now.getTime() - at.getTime() > changeableFor) throw new Problem('schedule:problem.feedbackFixed')
    await tx.conferenceFeedback.update({ where, data: { note, ...marks } })
    record({ name: 'feedback.given', subject: 'conference', subjectId: conferenceId, audience: [`conference:${conferenceId}`] })
    return { conferenceId }
  })
}

/** Listener: after a conference each of its members is asked once, without hurry; whoever has answered is asked no more. */
export async function askFeedback({ id: eventId, at, name, personId: by, subjectId: conferenceId }: Event): Promise<void> {
  if (name === 'feedback.given') return void (by && await settleNotices({ about: feedbackPath(conferenceId), before: at, personId: by }))
  const conference = await db.conference.findUnique({ where: { id: conferenceId }, select: { ...cardColumns, kind: true, hostId: true, members: { select: { personId: true, hospitalId: true } } } })
  const [card] = conference ? await calendarCards([conference]) : []
  if (!conference?.hostId || !card || conference.kind !== 'conference') return
  const hospital = (await hospitalNames([conference.hostId], at)).get(conference.hostId)?.shortName ?? ''
  // Whoever closed it sat in it as well.
  await announce({ eventId, at, by: null, to: conference.members, kind: 'feedbackAsked', href: feedbackPath(conferenceId), level: 'routine', params: { code: card.codes.join(', '), level: card.level, hospital, time: conference.startsAt.toISOString() } })
}
