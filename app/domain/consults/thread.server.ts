import { db, type Prisma } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { nameWithTitle } from '~/platform/names'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { possible } from './lifecycle'
import { mayTakeBack } from './may-take-back'
import { may, mayConsult } from './policy'
import { scopeOf } from './queries.server'
import { identifiedTo } from './rights'
import { threadLimits } from './thread'

const month = 30 * 24 * 60 * 60_000
const files = { orderBy: { id: 'asc' }, select: { id: true, name: true, mediaType: true, size: true, thumbnail: true, recalledAt: true, recalledById: true, recallReason: true } } as const
type Kept = Prisma.ConsultFileGetPayload<Pick<typeof files, 'select'>>

/** The names and badges of those who wrote and read. */
async function signing(supportingId: string | null, by: readonly { personId: string; hospitalId: string | null }[], now: Date) {
  const [people, hospitals] = await Promise.all([personNames(by.map(({ personId }) => personId)), hospitalNames(by.flatMap(({ hospitalId }) => hospitalId ?? []), now)])
  return ({ personId, hospitalId }: { personId: string; hospitalId: string | null }) => {
    const person = people.get(personId)
    return { name: person ? nameWithTitle(person) : '', badge: hospitals.get(hospitalId ?? '')?.badge ?? '', senior: hospitalId !== null && hospitalId === supportingId }
  }
}

/**
 * The thread of a consult, the latest messages in the order they were kept, and how far each person has read; null before reception,
 * when the reader does not know the patient. `before` gives the messages before that number. A draft that nobody has handed in has none;
 * one that its approver gave back keeps what was said about it.
 */
export async function threadView(actor: Actor, consultId: string, before?: number) {
  const scope = await scopeOf(actor, consultId)
  allow(scope.state !== 'draft' || scope.code !== null)
  if (!mayConsult.identify(actor, scope)) return null
  const { supportingId } = scope
  const [rows, reads, now, otherSide] = await Promise.all([
    db.threadMessage.findMany({ where: { consultId, ...(before ? { number: { lt: before } } : {}) }, orderBy: { number: 'desc' }, take: threadLimits.page + 1, select: { id: true, number: true, at: true, personId: true, hospitalId: true, role: true, text: true, files } }),
    db.threadRead.findMany({ where: { consultId }, orderBy: { at: 'asc' }, select: { personId: true, at: true, upTo: true } }), nowIn(db),
    supportingId ? db.consultAccess.count({ where: { consultId, hospitalId: supportingId, deidentified: false } }) : 0,
  ])
  const wrote = new Map(rows.map(({ personId, hospitalId }) => [personId, hospitalId]))
  const readers = await readersOf(consultId, reads, wrote)
  const takers = rows.flatMap((row) => row.files.flatMap(({ recalledById }) => (recalledById ? [{ personId: recalledById, hospitalId: null }] : [])))
  const by = await signing(supportingId, [...rows, ...readers, ...takers], now)
  const messages = rows.slice(0, threadLimits.page).reverse()
  return {
    consultId, latest: before === undefined, now: now.toISOString(), mayWrite: may(actor, scope, 'write'),
    /** before reception the other side reads nothing of it yet */
    otherSideReads: otherSide > 0,
    earlier: rows.length > threadLimits.page ? messages[0]?.number ?? null : null,
    unread: messages.filter(({ number, personId }) => personId !== actor.personId && number > (reads.find((one) => one.personId === actor.personId)?.upTo ?? 0)).length,
    messages: messages.map(({ id, number, at, personId, hospitalId, role, text, files: kept }) => ({
      id, number, at: at.toISOString(), own: personId === actor.personId, ownSide: hospitalId === actor.hospitalId, role, text, by: by({ personId, hospitalId }),
      files: kept.map((file) => shown(file, (taker) => by({ personId: taker, hospitalId: null }).name)), mayRecall: possible('recallFile', scope.state) && mayTakeBack(actor, scope, personId),
      seen: readers.filter((one) => one.upTo === number && one.personId !== personId && one.personId !== actor.personId).map((one) => ({ at: one.at.toISOString(), by: by(one) })),
    })),
  }
}

/** A file of a message; of one that was taken back only who did it and why, no name, which may tell of somebody else. */
function shown({ id, name, mediaType, size, thumbnail, recalledAt, recalledById, recallReason }: Kept, nameOf: (personId: string) => string) {
  return recalledAt
    ? { id, recalled: { at: recalledAt.toISOString(), by: nameOf(recalledById ?? ''), reason: recallReason } }
    : { id, name, mediaType, size, hasThumbnail: thumbnail !== null, recalled: null }
}

/** For which hospital a reader reads: what they wrote for, else what their right is for. */
async function readersOf(consultId: string, reads: readonly { personId: string; at: Date; upTo: number }[], wrote: ReadonlyMap<string, string>) {
  const steps = await db.consultStep.findMany({ where: { consultId, personId: { in: reads.map(({ personId }) => personId) } }, select: { personId: true, hospitalId: true } })
  const rights = await db.consultAccess.findMany({ where: { consultId, personId: { in: reads.map(({ personId }) => personId) } }, select: { personId: true, hospitalId: true } })
  const known = new Map([...rights, ...steps].map(({ personId, hospitalId }) => [personId ?? '', hospitalId]))
  return reads.map((read) => ({ ...read, hospitalId: wrote.get(read.personId) ?? known.get(read.personId) ?? null }))
}

/** The thread as pages show it. */
export type ThreadView = NonNullable<Awaited<ReturnType<typeof threadView>>>

/** Consults with messages of the last 30 days by others that this actor may read and has not, the latest first, at most 20. */
export async function unreadThreads(actor: Actor): Promise<{ consultId: string; code: string; count: number; at: string; by: string }[]> {
  const now = await nowIn(db)
  const seen = await db.consult.findMany({
    where: { AND: [identifiedTo(actor, now), { messages: { some: { personId: { not: actor.personId }, at: { gt: new Date(now.getTime() - month) } } } }] }, orderBy: { updatedAt: 'desc' }, take: 500,
    select: { id: true, code: true },
  })
  if (seen.length === 0) return []
  const rows = await db.$queryRaw<{ consultId: string; count: number; at: Date; byId: string }[]>`
    select m."consultId", count(*)::int as "count", max(m."at") as "at", (array_agg(m."personId" order by m."number" desc))[1] as "byId"
    from "ThreadMessage" m left join "ThreadRead" r on r."consultId" = m."consultId" and r."personId" = ${actor.personId}::uuid
    where m."consultId" = any(${seen.map(({ id }) => id)}::uuid[]) and m."personId" <> ${actor.personId}::uuid and m."number" > coalesce(r."upTo", 0)
    group by m."consultId" order by "at" desc limit 20`
  const codes = new Map(seen.map(({ id, code }) => [id, code ?? '']))
  const people = await personNames(rows.map(({ byId }) => byId))
  return rows.map(({ consultId, count, at, byId }) => {
    const person = people.get(byId)
    return { consultId, code: codes.get(consultId) ?? '', count, at: at.toISOString(), by: person ? nameWithTitle(person) : '' }
  })
}
