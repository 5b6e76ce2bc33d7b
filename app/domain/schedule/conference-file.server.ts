import type { Actor } from '~/domain/audit/actor'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { calendarOf } from '~/platform/ical'
import { notFound } from '~/platform/problem'
import { translate } from '~/platform/texts/translate.server'
import { calendarCards, cardColumns } from './calendar-card.server'
import { eventOf } from './calendar-event'
import { sender } from './invitation-mail.server'
import { loadConference } from './load-conference.server'

/** One conference as a file for a calendar: for whoever may open its page. */
export async function conferenceFile(actor: Actor, conferenceId: string): Promise<{ name: string; body: string }> {
  const { kind } = await loadConference(db, actor, conferenceId, await nowIn(db))
  const [card] = kind === 'conference' ? await calendarCards(await db.conference.findMany({ where: { id: conferenceId }, select: cardColumns })) : []
  if (!card) throw notFound()
  return { name: `hoi-chan-${card.codes[0] ?? conferenceId}.ics`.replace(/[^\w.-]/g, '-'), body: calendarOf('PUBLISH', [eventOf(translate('vi'), card, sender())]) }
}
