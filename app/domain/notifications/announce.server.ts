import { transact, type Tx } from '~/domain/audit/transact.server'
import { holding } from '~/domain/people/actor.server'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'
import type { Channel, Level } from '~/platform/database/enums'
import { newId } from '~/platform/id'
import { canSendSms } from '~/platform/sms/gateway.server'
import { isMobile } from '~/platform/sms/plain'
import { deliverSoon, type Batch } from './deliver.server'
import type { NoticeParams } from './notice-params'
import { planFor, usualChoice, type Choice } from './plan'
import { writeMail } from './write-mail.server'

export interface Addressee { personId: string; hospitalId: string }

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
}

/**
 * Tells people: a line in the inbox, and a message on each channel they are reached by. Notices, deliveries, mails and the event that
 * refreshes open pages stand in one transaction, so that after a crash everything or nothing is there to be found by the second
 * delivery. What is due at once is handed over right after the commit; the rest, and what that misses, by the minute's sweep.
 */
export async function announce(given: Announcement): Promise<void> {
  const wanted = [...new Map(given.to.filter(({ personId }) => personId !== given.by).map((one) => [one.personId, one])).values()]
  if (wanted.length === 0) return
  const due = await transact(null, async (tx, record, now) => {
    const people = await stillThere(tx, wanted, now)
    const { eventId, at, kind, params, href, urgent = false, level = null, rings = false } = given
    const told = await tx.notice.createManyAndReturn({
      data: people.map(({ personId, hospitalId }) => ({ id: newId(), personId, hospitalId, eventId, at, kind, params, href, urgent, level, rings })),
      skipDuplicates: true, select: { id: true, personId: true },
    })
    if (told.length > 0) record({ name: 'notice.posted', subject: 'notice', subjectId: eventId, facts: { kind }, audience: told.map(({ personId }) => `person:${personId}`) })
    const noticeIds = new Map(told.map(({ id, personId }) => [personId, id]))
    return planDeliveries(tx, now, given, people.flatMap((reader) => { const noticeId = noticeIds.get(reader.personId); return noticeId ? [{ ...reader, noticeId }] : [] }))
  })
  deliverSoon(due)
}

interface Reader extends Addressee { email: string | null; telephone: string | null }

/** Those who still work for the hospital concerned; whoever left or is locked learns nothing more. */
async function stillThere(tx: Tx, wanted: Addressee[], now: Date): Promise<Reader[]> {
  const rows = await tx.membership.findMany({
    where: { AND: [{ OR: wanted.map(({ personId, hospitalId }) => ({ personId, hospitalId })) }, { person: { locked: false } }, holding(now)] },
    select: { personId: true, hospitalId: true, person: { select: { email: true, telephone: true } } },
  })
  const readers = rows.map(({ personId, hospitalId, person }) => ({ personId, hospitalId, ...person }))
  return [...new Map(readers.map((reader) => [reader.personId, reader])).values()]
}

/** One row per person and channel; mails that are due are written at once. Returns what push and SMS have to hand over now. */
async function planDeliveries(tx: Tx, now: Date, { at, href, urgent = false, level, channels }: Announcement, people: (Reader & { noticeId: string })[]): Promise<Batch[]> {
  const ids = people.map(({ personId }) => personId)
  const choices = await tx.reachChoice.findMany({ where: { personId: { in: ids } } })
  const browsers = await tx.pushSubscription.findMany({ where: { personId: { in: ids } }, distinct: ['personId'], select: { personId: true } })
  const choiceOf = new Map<string, Choice>(choices.map((choice) => [choice.personId, choice]))
  const withBrowser = new Set(browsers.map(({ personId }) => personId))
  const onDuty = canSendSms() ? await dutyTelephones(tx, ids, now) : () => []
  const rows = people.flatMap(({ personId, hospitalId, noticeId, email, telephone }) => {
    const open: Channel[] = [...(withBrowser.has(personId) ? ['push' as const] : []), ...(canSendSms() && (telephone || onDuty({ personId, hospitalId }).some(isMobile)) ? ['sms' as const] : []), ...(email ? ['mail' as const] : [])]
    const notice = { noticeId, href, at, urgent, level: level ?? null, everywhere: channels === 'all' }
    return open.flatMap((channel) => {
      const planned = planFor(channel, notice, choiceOf.get(personId) ?? usualChoice)
      return planned ? [{ id: newId(), noticeId, personId, channel, at, ...planned }] : []
    })
  })
  const isDue = ({ dueAt }: { dueAt: Date }) => dueAt <= now
  await tx.delivery.createMany({ data: rows.map((row) => (row.channel === 'mail' && isDue(row) ? { ...row, takenAt: now, attempts: 1 } : row)), skipDuplicates: true })
  for (const { id, personId, noticeId } of rows.filter((row) => row.channel === 'mail' && isDue(row))) await writeMail(tx, { personId, deliveryIds: [id], noticeIds: [noticeId] })
  return rows.filter((row) => row.channel !== 'mail' && isDue(row)).map(({ personId, channel, batch }) => ({ personId, channel, batch }))
}
