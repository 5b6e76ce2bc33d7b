import { aheadOfDatabase, nowIn } from '~/platform/clock.server'
import { db, Prisma, type Tx } from '~/platform/database/database.server'
import type { Channel } from '~/platform/database/enums'
import { NotHandedOver } from '~/platform/http/ask-outside.server'
import { log } from '~/platform/log.server'
import { isMobile } from '~/platform/sms/plain'
import { handOver, type Told } from './hand-over.server'
import { lineOf, type Line } from './message.server'
import { inLine } from './queue.server'
import { writeMail } from './write-mail.server'

/** Deliveries that go out as one message. */
export interface Batch { personId: string; channel: Channel; batch: string }

/** A worker is given this long (ms) for one message before it counts as dead; every step inside has a shorter limit. */
const longest = 60_000
const tries = 5

/** Puts batches that are due in line; they are begun at once, in this process. */
export function deliverSoon(batches: readonly Batch[]): void {
  for (const batch of batches) inLine(batch.channel, `${batch.personId} ${batch.channel} ${batch.batch}`, () => deliverBatch(batch))
}

/** The three steps of a delivery, each of which a crash may be the last of. */
export const steps = { take, handOver, finish }

/**
 * Sends what is due of a batch as one message. It is taken first, in a transaction of its own: whoever takes it sends it, and what was
 * taken and never finished is not sent again, since it may have arrived (decision 021).
 */
export async function deliverBatch(batch: Batch, { take, handOver, finish }: typeof steps = steps): Promise<void> {
  const told = batch.channel === 'mail' ? await db.$transaction((tx) => takeMail(tx, batch)) : await take(db, batch)
  if (!told || batch.channel === 'mail') return
  const refused = await handOver(batch.channel, told).then(() => null, (error: unknown) => {
    if (!(error instanceof NotHandedOver)) log.error({ err: error, channel: batch.channel }, 'a message could not be made')
    return error instanceof NotHandedOver ? error : new NotHandedOver('internal', 'perhaps')
  })
  await finish(told, refused)
}

/** Our time inside a statement: one question to the database less for every message. */
const now = () => Prisma.sql`(now() + ${aheadOfDatabase() / 1000} * interval '1 second')`

/**
 * Claims what is due, one statement: of two workers one gets it. What was read or settled before it was due is dropped, so that the
 * morning's digest holds only news; whoever is on duty is reached at the telephone of that duty. Null where nothing is left to tell.
 */
async function take(tx: Tx | typeof db, { personId, channel, batch }: Batch): Promise<Told | null> {
  const taken = await tx.$queryRaw<Taken[]>`
    update "Delivery" d set "takenAt" = ${now()}, "attempts" = d."attempts" + 1,
      "state" = case when d."dueAt" > d."at" and (n."readAt" is not null or n."settledAt" is not null) then 'dropped'::"DeliveryState" else d."state" end
    from "Notice" n, "Person" p
    where n."id" = d."noticeId" and p."id" = d."personId" and d."personId" = ${personId}::uuid and d."channel" = ${channel}::"Channel" and d."batch" = ${batch}
      and d."state" = 'waiting' and d."takenAt" is null and d."dueAt" <= ${now()}
    returning d."id"::text, d."noticeId"::text as "noticeId", d."state" = 'dropped' as dropped, p."telephone", array(
        select s."telephone" from "DutyShift" s
        where s."personId" = d."personId" and s."hospitalId" = n."hospitalId" and s."cancelledAt" is null and s."startsAt" <= ${now()} and s."endsAt" > ${now()} and s."telephone" <> ''
        order by s."rank", s."startsAt") as "onDuty", n."kind", n."params", n."at", n."href", n."level"::text, n."urgent"`
  const left = taken.filter(({ dropped }) => !dropped).sort((a, b) => a.at.getTime() - b.at.getTime())
  const [first] = left
  if (!first) return null
  return { personId, telephone: first.onDuty.find(isMobile) ?? first.telephone, deliveryIds: left.map(({ id }) => id), noticeIds: left.map(({ noticeId }) => noticeId), lines: left.map(lineOf) }
}

type Taken = Omit<Line, 'params'> & { id: string; noticeId: string; dropped: boolean; telephone: string | null; onDuty: string[]; params: unknown }

/** A mail is written where it is taken, and its job with it: from there on it is sent at least once under one Message-ID. */
async function takeMail(tx: Tx, batch: Batch): Promise<Told | null> {
  const told = await take(tx, batch)
  if (told) await writeMail(tx, told)
  return told
}

/** What became of it. A message that certainly did not arrive is tried again, a few times and ever later. */
async function finish({ deliveryIds }: Told, refused: NotHandedOver | null): Promise<void> {
  const mine = { id: { in: deliveryIds }, state: 'waiting' as const }
  if (!refused) {
    await db.$executeRaw`
      update "Delivery" set "state" = case when "id" = ${deliveryIds[0]}::uuid then 'sent'::"DeliveryState" else 'merged'::"DeliveryState" end, "sentAt" = ${now()}, "failure" = null
      where "id" = any(${deliveryIds}::uuid[]) and "state" = 'waiting'`
    return
  }
  const { code: failure, outcome } = refused
  if (outcome === 'perhaps') return void (await db.delivery.updateMany({ where: mine, data: { state: 'uncertain', failure } }))
  await db.delivery.updateMany({ where: { ...mine, ...(outcome === 'notYet' ? { attempts: { gte: tries } } : {}) }, data: { state: 'failed', failure } })
  if (outcome === 'never') return
  const later = await nowIn(db)
  const waiting = await db.delivery.findMany({ where: mine, select: { id: true, attempts: true } })
  for (const { id, attempts } of waiting) await db.delivery.update({ where: { id }, data: { takenAt: null, failure, dueAt: new Date(later.getTime() + 10_000 * 2 ** attempts) } })
}

/** Each minute: what a dead worker left, and what has become due: held, merged, or to be tried again. */
export async function sweepDeliveries(): Promise<void> {
  const at = await nowIn(db)
  await db.delivery.updateMany({
    where: { state: 'waiting', channel: { not: 'mail' }, takenAt: { lt: new Date(at.getTime() - longest) } }, data: { state: 'uncertain', failure: 'interrupted' },
  })
  const due = await db.delivery.groupBy({ by: ['personId', 'channel', 'batch'], where: { state: 'waiting', takenAt: null, dueAt: { lte: at } }, orderBy: { _min: { dueAt: 'asc' } }, take: 2_000 })
  deliverSoon(due)
}
