// iCalendar (RFC 5545) and its messages (RFC 5546), as far as appointments of one time need them.

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH'

export interface CalendarEvent {
  /** the same for ever: by it a calendar knows the appointment again */
  uid: string
  /** rises with each change */
  sequence: number
  /** when it was last changed */
  stamp: Date
  startsAt: Date
  endsAt: Date
  summary: string
  description: string
  location: string
  url: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** does not make its person busy */
  free?: boolean
  organizer: { name: string; mail: string }
  /** only in messages to this person; a published calendar names nobody */
  attendee?: { name: string; mail: string; reply: 'NEEDS-ACTION' | 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' }
  /** rings so many minutes before */
  alarm?: { minutes: number; text: string }
}

const mostBytes = 75
const bytesOf = new TextEncoder()

/** A content line in lines of at most 75 bytes; a character is never cut in two. */
export function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  let length = 0
  for (const character of line) {
    const bytes = bytesOf.encode(character).length
    if (length + bytes > mostBytes) {
      lines.push(current)
      // The space that marks a further line counts as one of its bytes.
      current = ' '
      length = 1
    }
    current += character
    length += bytes
  }
  return [...lines, current].join('\r\n')
}

const control = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Text as a value: what divides values is escaped, a line break is written as one. */
export const escapeText = (text: string): string =>
  text.normalize('NFC').replace(/\r\n?/g, '\n').replace(control, '').replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')

/** A parameter's value in quotes, which cannot hold quotes or line breaks. */
export const quoted = (text: string): string => `"${text.normalize('NFC').replace(/[\r\n\t]+/g, ' ').replace(control, '').replace(/"/g, '’')}"`

/** Somebody's address; blanks and breaks would begin a line of their own. */
const mailto = (mail: string): string => `mailto:${mail.replace(/\s/g, '').replace(control, '')}`

/** A moment in UTC, so that no table of time zones has to go with it: 20261104T063000Z. */
export const instant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

function linesOf({ organizer, attendee, alarm, ...event }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT', `UID:${event.uid}`, `SEQUENCE:${event.sequence}`, `DTSTAMP:${instant(event.stamp)}`, `LAST-MODIFIED:${instant(event.stamp)}`,
    `DTSTART:${instant(event.startsAt)}`, `DTEND:${instant(event.endsAt)}`,
    `SUMMARY:${escapeText(event.summary)}`, `DESCRIPTION:${escapeText(event.description)}`, `LOCATION:${escapeText(event.location)}`, `URL:${event.url}`,
    `STATUS:${event.status}`, `TRANSP:${event.free ? 'TRANSPARENT' : 'OPAQUE'}`, 'CLASS:PRIVATE',
    `ORGANIZER;CN=${quoted(organizer.name)}:${mailto(organizer.mail)}`,
    ...(attendee ? [`ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${attendee.reply};RSVP=FALSE;CN=${quoted(attendee.name)}:${mailto(attendee.mail)}`] : []),
    ...(alarm ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-PT${alarm.minutes}M`, `DESCRIPTION:${escapeText(alarm.text)}`, 'END:VALARM'] : []),
    'END:VEVENT',
  ]
}

/** A calendar object. `name` and the pace of looking again are for one that is subscribed to. */
export function calendarOf(method: CalendarMethod, events: readonly CalendarEvent[], name?: string): string {
  const subscribed = name === undefined ? [] : [`X-WR-CALNAME:${escapeText(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT15M', 'X-PUBLISHED-TTL:PT15M']
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Chi-Em//Lich hoi chan//VI', 'CALSCALE:GREGORIAN', `METHOD:${method}`, ...subscribed, ...events.flatMap(linesOf), 'END:VCALENDAR']
  return `${lines.map(fold).join('\r\n')}\r\n`
}

/** Which message a calendar object is. */
export const methodOf = (calendar: string): string => /^METHOD:(\w+)/m.exec(calendar)?.[1] ?? 'PUBLISH'
