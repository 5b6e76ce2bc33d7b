import { type z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import type { Actor } from '~/domain/audit/actor'
import { settleRead } from '~/domain/notifications/settle-notices.server'
import { readConsult } from './change-state.server'
import { mayConsult } from './policy'
import type * as schema from './schema'

/** Step: how far somebody has read; never back. Was it news? */
async function noteRead(tx: Tx, now: Date, personId: string, consultId: string, upTo: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    insert into "ThreadRead" ("consultId", "personId", "at", "upTo") values (${consultId}::uuid, ${personId}::uuid, ${now}, ${upTo})
    on conflict ("consultId", "personId") do update set "at" = excluded."at", "upTo" = excluded."upTo" where "ThreadRead"."upTo" < excluded."upTo"`
  return changed > 0
}

/** Step: what told this person of the messages read is done; of a later message it stays. */
async function settleTold(tx: Tx, record: RecordEvent, now: Date, personId: string, consultId: string, reached: number): Promise<void> {
  const read = await tx.threadMessage.aggregate({ where: { consultId, number: { lte: reached } }, _max: { at: true } })
  const unread = await tx.threadMessage.aggregate({ where: { consultId, number: { gt: reached } }, _min: { at: true } })
  if (read._max.at) await settleRead(tx, record, now, { personId, href: `/consults/${consultId}/thread`, kind: 'written', upTo: read._max.at, before: unread._min.at })
}

/** Somebody has seen the thread up to a message; the others see who, and the notices of it are read. Once is enough, more changes nothing. */
export function readThread(actor: Actor, { consultId, upTo }: z.infer<typeof schema.readThread>) {
  return transact(actor, async (tx, record, now) => {
    const consult = await readConsult(tx, actor, consultId, now)
    allow(mayConsult.identify(actor, consult))
    const last = await tx.threadMessage.aggregate({ where: { consultId }, _max: { number: true } })
    const reached = Math.min(upTo, last._max.number ?? 0)
    if (reached > 0 && await noteRead(tx, now, actor.personId, consultId, reached))
      record({ name: 'consult.threadRead', subject: 'consult', subjectId: consultId, audience: [`consult:${consultId}`, `person:${actor.personId}`] })
    if (reached > 0) await settleTold(tx, record, now, actor.personId, consultId, reached)
    return { consultId }
  })
}
