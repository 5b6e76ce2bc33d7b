import type { Actor } from '~/domain/audit/actor'
import { visibleTo } from '~/domain/consults/rights'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { calendarOf } from '~/platform/ical'
import { notFound } from '~/platform/problem'
import { translate } from '~/platform/texts/translate.server'
import { calendarCards, cardColumns } from './calendar-card.server'
import { eventOf } from './calendar-event'
import { sender } from './invitation-mail.server'
import { loadConference } from './load-conference.server'

/** One conference as a file for a calendar: for whoever may open its page, with the codes they may know. */
export async function conferenceFile(actor: Actor, conferenceId: string): Promise<{ name: string; body: string }> {
  const now = await nowIn(db)
  const { kind } = await loadConference(db, actor, conferenceId, now)
  const [card] = kind === 'conference' ? await calendarCards(await db.conference.findMany({ where: { id: conferenceId }, select: cardColumns }), db, visibleTo(actor, now)) : []
  if (!card) throw notFound()
  return { name: `hoi-chan-${card.codes[0] ?? conferenceId}.ics`.replace(/[^\w.-]/g, '-'), body: calendarOf('PUBLISH', [eventOf(translate('vi'), card, sender())]) }
}
