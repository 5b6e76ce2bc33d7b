import { transact, type Tx } from '~/domain/audit/transact.server'
import { holding } from '~/domain/people/actor.server'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'
import type { Channel, Level } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { nameWithTitle } from '~/platform/names'
import { canSendSms } from '~/platform/sms/gateway.server'
import { isMobile } from '~/platform/sms/plain'
import { deliverSoon, type Batch } from './deliver.server'
import type { NoticeParams } from './notice-params'
import { planFor, usualChoice, type Choice } from './plan'
import { writeMail } from './write-mail.server'

export interface Addressee { personId: string; hospitalId: string }
export interface MailReader { personId: string; name: string; email: string }

export interface Announcement {
  /** what happened; a person is told of it at most once on each channel, however often it is announced */
  eventId: string
  at: Date
  /** who did it: never told of it */
  by: string | null
  to: Addressee[]
  /** names the text notifications:kind.<kind> */
  kind: string
  params: NoticeParams
  /** where it can be seen, a path of this site */
  href: string
  /** needs the person to do something */
  urgent?: boolean
  /** level of the consult it is about: decides channels and quiet hours */
  level?: Level | undefined
  /** rings on open pages until it is acknowledged */
  rings?: boolean
  /** 'all': at once on every channel the person has, whatever they chose (Báo động đỏ, escalation) */
  channels?: 'all'
  /**
   * the iCalendar object for each reader's mail. Such a mail is a message of its own, goes at once (it wakes nobody) and goes to whoever
   * did it as well: their calendar is to know of it too
   */
  calendar?: (reader: MailReader) => string
  /** told in other words already: only their calendars get to know */
  calendarOnly?: boolean
}

/**
 * Tells people: a line in the inbox, and a message on each channel they are reached by. Notices, deliveries, mails and the event that
 * refreshes open pages stand in one transaction, so that after a crash everything or nothing is there to be found by the second
 * delivery. What is due at once is handed over right after the commit; the rest, and what that misses, by the minute's sweep.
 */
export async function announce(given: Announcement): Promise<void> {
  const wanted = [...new Map(given.to.filter(({ personId }) => personId !== given.by || given.calendar).map((one) => [one.personId, one])).values()]
  const knows = ({ personId }: Addressee): boolean => given.calendar !== undefined && (given.calendarOnly === true || personId === given.by)
  if (wanted.length === 0) return
  const due = await transact(null, async (tx, record, now) => {
    const people = (await stillThere(tx, wanted, now)).filter((reader) => reader.email || !knows(reader))
    const { eventId, at, kind, params, href, urgent = false, level = null, rings = false } = given
    const told = await tx.notice.createManyAndReturn({
      data: people.map((reader) => {
        const { personId, hospitalId } = reader
        const wakes = knows(reader) ? { urgent: false, rings: false, readAt: now } : { urgent, rings }
        return { id: newId(), personId, hospitalId, eventId, at, kind, params, href, level, ...wakes }
      }),
      skipDuplicates: true, select: { id: true, personId: true },
    })
    if (told.length > 0) record({ name: 'notice.posted', subject: 'notice', subjectId: eventId, facts: { kind }, audience: told.map(({ personId }) => `person:${personId}`) })
    const noticeIds = new Map(told.map(({ id, personId }) => [personId, id]))
    return planDeliveries(tx, now, given, people.flatMap((reader) => { const noticeId = noticeIds.get(reader.personId); return noticeId ? [{ ...reader, noticeId, knows: knows(reader) }] : [] }))
  })
  deliverSoon(due)
}

interface Reader extends Addressee { email: string | null; telephone: string | null; fullName: string; title: string }

/** Those who still work for the hospital concerned; whoever left or is locked learns nothing more. */
async function stillThere(tx: Tx, wanted: Addressee[], now: Date): Promise<Reader[]> {
  const rows = await tx.membership.findMany({
    where: { AND: [{ OR: wanted.map(({ personId, hospitalId }) => ({ personId, hospitalId })) }, { person: { locked: false } }, holding(now)] },
    select: { personId: true, hospitalId: true, person: { select: { email: true, telephone: true, fullName: true, title: true } } },
  })
  const readers = rows.map(({ personId, hospitalId, person }) => ({ personId, hospitalId, ...person }))
  return [...new Map(readers.map((reader) => [reader.personId, reader])).values()]
}

/** One row per person and channel; mails that are due are written at once. Returns what push and SMS have to hand over now. */
async function planDeliveries(tx: Tx, now: Date, { at, href, urgent = false, level, channels, calendar }: Announcement, people: (Reader & { noticeId: string; knows: boolean })[]): Promise<Batch[]> {
  const ids = people.map(({ personId }) => personId)
  const choices = await tx.reachChoice.findMany({ where: { personId: { in: ids } } })
  const browsers = await tx.pushSubscription.findMany({ where: { personId: { in: ids } }, distinct: ['personId'], select: { personId: true } })
  const choiceOf = new Map<string, Choice>(choices.map((choice) => [choice.personId, choice]))
  const withBrowser = new Set(browsers.map(({ personId }) => personId))
  const onDuty = canSendSms() ? await dutyTelephones(tx, ids, now) : () => []
  const rows = people.flatMap(({ personId, hospitalId, noticeId, email, telephone, knows }) => {
    const texts = canSendSms() && (telephone !== null || onDuty({ personId, hospitalId }).some(isMobile))
    const loud: Channel[] = [...(withBrowser.has(personId) ? ['push' as const] : []), ...(texts ? ['sms' as const] : [])]
    const open: Channel[] = [...(knows ? [] : loud), ...(email ? ['mail' as const] : [])]
    const notice = { noticeId, href, at, urgent, level: level ?? null, everywhere: channels === 'all' }
    return open.flatMap((channel) => {
      const choice = choiceOf.get(personId) ?? usualChoice
      const planned = channel === 'mail' && calendar ? (choice.mail ? { dueAt: at, batch: noticeId } : null) : planFor(channel, notice, choice)
      return planned ? [{ id: newId(), noticeId, personId, channel, at, ...planned }] : []
    })
  })
  const isDue = ({ dueAt }: { dueAt: Date }) => dueAt <= now
  await tx.delivery.createMany({ data: rows.map((row) => (row.channel === 'mail' && isDue(row) ? { ...row, takenAt: now, attempts: 1 } : row)), skipDuplicates: true })
  for (const { id, personId, noticeId } of rows.filter((row) => row.channel === 'mail' && isDue(row))) {
    const reader = people.find((one) => one.personId === personId)
    await writeMail(tx, { personId, deliveryIds: [id], noticeIds: [noticeId] }, reader?.email ? calendar?.({ personId, name: nameWithTitle(reader), email: reader.email }) : undefined)
  }
  return rows.filter((row) => row.channel !== 'mail' && isDue(row)).map(({ personId, channel, batch }) => ({ personId, channel, batch }))
}
