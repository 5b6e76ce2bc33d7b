import { claiming } from '~/domain/audit/claiming.server'
import type { Tx } from '~/domain/audit/transact.server'
import { personNames } from '~/domain/people/queries.server'
import { newId } from '~/platform/id'

/** Whom or what a conference takes; the name is for the message to whoever comes second. */
export interface Taking { personId?: string; siteId?: string; name: string }
interface Bookings { conferenceId: string; startsAt: Date; endsAt: Date; takes: readonly Taking[]; field: string }

const keyOf = ({ personId, siteId }: { personId?: string | null | undefined; siteId?: string | null | undefined }): string => personId ?? siteId ?? ''

/**
 * Step: people and sites are taken for one time, all or none. The exclusion constraints decide; the problem names who or what is taken.
 * Everybody waits for the same people in one order, so that two who arrange at once never wait for each other.
 */
export async function bookStep(tx: Tx, { conferenceId, startsAt, endsAt, takes, field }: Bookings): Promise<void> {
  const inOrder = [...takes].sort((a, b) => keyOf(a).localeCompare(keyOf(b)))
  await waitFor(tx, inOrder.map(keyOf))
  for (const { personId = null, siteId = null, name } of inOrder) {
    await claiming(field, siteId ? 'schedule:problem.siteTaken' : 'schedule:problem.taken',
      () => tx.booking.create({ data: { id: newId(), conferenceId, personId, siteId, startsAt, endsAt } }), { name })
  }
}

/** Step: what a conference has taken is free again. */
export async function releaseStep(tx: Tx, conferenceId: string, now: Date): Promise<void> {
  await tx.booking.updateMany({ where: { conferenceId, releasedAt: null }, data: { releasedAt: now } })
}

/** Step: the same people and sites at another time, all or none; what was held stays in the table as released. */
export async function rebookStep(tx: Tx, { conferenceId, startsAt, endsAt, field }: Omit<Bookings, 'takes'>, now: Date): Promise<void> {
  const held = await tx.booking.findMany({ where: { conferenceId, releasedAt: null }, select: { personId: true, siteId: true } })
  await waitFor(tx, held.map(keyOf).sort((a, b) => a.localeCompare(b)))
  await releaseStep(tx, conferenceId, now)
  const sites = await tx.site.findMany({ where: { id: { in: held.flatMap(({ siteId }) => siteId ?? []) } }, select: { id: true, name: true } })
  const people = await personNames(held.flatMap(({ personId }) => personId ?? []), tx)
  const takes = held.map(({ personId, siteId }): Taking => (personId
    ? { personId, name: people.get(personId)?.fullName ?? '' }
    : { ...(siteId ? { siteId } : {}), name: sites.find(({ id }) => id === siteId)?.name ?? '' }))
  await bookStep(tx, { conferenceId, startsAt, endsAt, takes, field })
}

/** Two conferences that change places would wait for each other's bookings: the second waits here, before it holds any. */
async function waitFor(tx: Tx, keys: readonly string[]): Promise<void> {
  for (const key of keys) await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`booking of ${key}`}, 0))`
}
