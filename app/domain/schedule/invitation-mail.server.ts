import type { MailReader } from '~/domain/notifications/announce.server'
import { db } from '~/platform/database/database.server'
import { env } from '~/platform/env.server'
import { calendarOf } from '~/platform/ical'
import { translate } from '~/platform/texts/translate.server'
import { calendarCards, cardColumns, type CalendarCard } from './calendar-card.server'
import { eventOf, organizerOf, type Sender } from './calendar-event'

export const sender = (): Sender => ({ address: env().PUBLIC_URL.replace(/\/$/, ''), organizer: organizerOf(env().MAIL_FROM) })

/** What an event says of the conference then; told late, the conference may have moved on. */
interface Then { sequence?: number | undefined; startsAt?: Date | undefined; endsAt?: Date | undefined; at: Date }

/**
 * The calendar message of a mail: an invitation, or that it is off. Only its reader stands in it: addresses are not handed round, and
 * answers are given in the product (decision 071). Null where nobody was ever invited: the conference began when it was arranged.
 */
export async function invitationMail(conferenceId: string, method: 'REQUEST' | 'CANCEL', { at, sequence, startsAt, endsAt }: Then): Promise<((reader: MailReader) => string) | null> {
  const row = await db.conference.findUnique({ where: { id: conferenceId }, select: cardColumns })
  const [card] = row ? await calendarCards([row]) : []
  if (!row || !card || (row.movedAt === null && row.startsAt <= row.createdAt)) return null
  const then: CalendarCard = { ...card, stamp: at, sequence: sequence ?? card.sequence, startsAt: startsAt ?? card.startsAt, endsAt: endsAt ?? card.endsAt, state: method === 'CANCEL' ? 'notHeld' : 'planned' }
  const event = eventOf(translate('vi'), then, sender())
  return ({ name, email }) => calendarOf(method, [{ ...event, attendee: { name, mail: email, reply: 'NEEDS-ACTION' } }])
}
