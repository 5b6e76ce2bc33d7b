import { db, type Tx } from '~/platform/database/database.server'
import { Prisma } from '~/platform/database/generated/client'
import { nowIn } from '~/platform/clock.server'
import { newId } from '~/platform/id'
import { publish } from './relay.server'
import type { Actor } from './actor'

/** What a verb tells: name 'consult.sent', ids and enum values only, and the topics whose open pages should look again. */
export interface Happening {
  name: string
  subject: string
  subjectId: string
  /** names of the fields that changed */
  fields?: string[]
  /** ids, codes and enum values; never a patient's data */
  facts?: Record<string, string | number | boolean | null | string[]>
  audience: string[]
}

export type RecordEvent = (happening: Happening) => void
export type { Tx }

/** Jobs and the seed act without a membership. */
export type Author = Actor | null

const json = (value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull =>
  value === undefined || value === null ? Prisma.JsonNull : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue)

/** Claims the command; the stored answer if it was carried out before. Waits for a twin that is still running. */
async function claim(tx: Tx, actor: Actor, now: Date): Promise<{ done: false } | { done: true; result: unknown }> {
  if (!actor.commandId) return { done: false }
  const claimed = await tx.$executeRaw`insert into "Command" ("personId", "id", "verb", "at") values (${actor.personId}::uuid, ${actor.commandId}, '', ${now}) on conflict do nothing`
  if (claimed === 1) return { done: false }
  const row = await tx.command.findUnique({ where: { personId_id: { personId: actor.personId, id: actor.commandId } }, select: { result: true } })
  return { done: true, result: row?.result }
}

/**
 * One transaction: the verb's changes, its events and its command's answer stand or fall together. Events are published
 * after the commit; what a crash leaves unpublished the relay picks up. The result must survive JSON.
 */
export async function transact<T>(actor: Author, work: (tx: Tx, record: RecordEvent, now: Date) => Promise<T>): Promise<T> {
  const { result, events } = await onceMore(() => attempt(actor, work))
  if (events.length > 0) publish(events)
  return result
}

/** Two transactions that waited for each other: PostgreSQL ends one of them, which may try again; nothing of it is left. */
async function onceMore<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isConflict(error)) throw error
    return run()
  }
}

/** Where a statement written by hand waited (a row that is held), it comes under another code, with the adapter's word for it inside. */
const isConflict = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError
  && (error.code === 'P2034' || (error.code === 'P2010' && JSON.stringify(error.meta ?? {}).includes('"TransactionWriteConflict"')))

async function attempt<T>(actor: Author, work: (tx: Tx, record: RecordEvent, now: Date) => Promise<T>): Promise<{ result: T; events: string[] }> {
  const events: Prisma.EventCreateManyInput[] = []
  const result = await db.$transaction(async (tx) => {
    const now = await nowIn(tx)
    const before = actor ? await claim(tx, actor, now) : { done: false as const }
    if (before.done) return before.result as T
    const outcome = await work(tx, (happening) => events.push({
      id: newId(), at: now, personId: actor?.personId ?? null, membershipId: actor?.membershipId ?? null, hospitalId: actor?.hospitalId ?? null,
      name: happening.name, subject: happening.subject, subjectId: happening.subjectId, fields: happening.fields ?? [], facts: happening.facts ?? {}, audience: happening.audience,
    }), now)
    if (events.length > 0) await tx.event.createMany({ data: events })
    if (actor?.commandId) {
      await tx.command.update({ where: { personId_id: { personId: actor.personId, id: actor.commandId } }, data: { result: json(outcome), verb: events[0]?.name ?? '' } })
    }
    return outcome
  }, { maxWait: 5_000, timeout: 10_000 })
  return { result, events: events.map((event) => event.id) }
}
