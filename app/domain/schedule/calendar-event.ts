import type { TFunction } from 'i18next'
import type { InvitationReply } from '~/platform/database/enums'
import type { CalendarEvent } from '~/platform/ical'
import type { CalendarCard } from './calendar-card.server'

/** Where the product is reached, and in whose name it writes mails. */
export interface Sender { address: string; organizer: { name: string; mail: string } }

/** "Chị–Em <a@b.vn>", as MAIL_FROM has it. */
export function organizerOf(from: string): Sender['organizer'] {
  const [, name = '', mail = from] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? []
  return { name: name || 'Chị–Em', mail: mail.trim() }
}

const replies = { accepted: 'ACCEPTED', declined: 'DECLINED', proposed: 'TENTATIVE' } as const
export const partOf = (reply: InvitationReply | null) => (reply ? replies[reply] : 'NEEDS-ACTION')

const alarmMinutes = 15

/** A conference as calendars have it. Its name there never changes, not even with the server's address. */
export function eventOf(t: TFunction, card: CalendarCard, { address, organizer }: Sender): CalendarEvent {
  const codes = card.codes.join(', ')
  const words = { codes, level: t(`consults:level.${card.level}`), hospitals: card.hospitals.join(', '), link: `${address}/conferences/${card.id}` }
  const held = card.state !== 'notHeld'
  return {
    uid: `${card.id}@chi-em`, sequence: card.sequence, stamp: card.stamp, startsAt: card.startsAt, endsAt: card.endsAt,
    summary: t('schedule:file.summary', words), description: t('schedule:file.description', words), location: t('schedule:file.location'), url: words.link,
    status: held ? 'CONFIRMED' : 'CANCELLED', organizer, ...(held ? { alarm: { minutes: alarmMinutes, text: t('schedule:file.alarm', words) } } : {}),
  }
}

/** The same among one's own: not yet answered is not yet certain, declined keeps nobody busy. */
export function ownEventOf(t: TFunction, card: CalendarCard, reply: InvitationReply | null, sender: Sender): CalendarEvent {
  const event = eventOf(t, card, sender)
  if (event.status === 'CANCELLED' || (card.state !== 'planned' && reply !== 'declined')) return event
  if (reply === 'declined') {
    const { alarm: _silent, ...quiet } = event
    return { ...quiet, free: true }
  }
  return { ...event, status: reply === 'accepted' ? 'CONFIRMED' : 'TENTATIVE' }
}
