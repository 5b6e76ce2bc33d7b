import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { settingOf } from '~/domain/hospitals/settings.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import { nowIn } from '~/platform/clock.server'
import { db, type Prisma } from '~/platform/database/database.server'
import type { TimeBlockKind } from '~/platform/database/enums'
import { hourRangesText } from '~/platform/hours'
import { mayAvailability } from './availability-policy'
import { weekdays } from './availability-schema'

export interface BlockLine { id: string; kind: TimeBlockKind; startsAt: string; endsAt: string; note: string }

async function blocks(where: Prisma.TimeBlockWhereInput, now: Date): Promise<(BlockLine & { siteId: string | null })[]> {
  const rows = await db.timeBlock.findMany({ where: { AND: [where, { endedAt: null, endsAt: { gt: now } }] }, orderBy: { startsAt: 'asc' }, take: 200, select: { id: true, kind: true, startsAt: true, endsAt: true, note: true, siteId: true } })
  return rows.map(({ startsAt, endsAt, ...row }) => ({ ...row, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }))
}

/** One's own hours and coming exceptions, and in which of them one is booked all the same. */
export async function ownHoursPage(actor: Actor) {
  allow(mayAvailability.keepOwn(actor))
  const now = await nowIn(db)
  const [rows, coming, booked, conferences, office] = await Promise.all([
    db.workingHours.findMany({ where: { personId: actor.personId }, orderBy: { fromMinute: 'asc' }, select: { weekday: true, fromMinute: true, untilMinute: true } }),
    blocks({ personId: actor.personId }, now),
    db.booking.findMany({ where: { personId: actor.personId, releasedAt: null, endsAt: { gt: now } }, orderBy: { startsAt: 'asc' }, take: 500, select: { conferenceId: true, startsAt: true, endsAt: true } }),
    settingOf(actor.hospitalId, 'conferences'), settingOf(actor.hospitalId, 'officeHours'),
  ])
  const clashes = (block: BlockLine) => booked.filter(({ startsAt, endsAt }) => block.kind === 'away' && startsAt.toISOString() < block.endsAt && endsAt.toISOString() > block.startsAt)
  return {
    now: now.toISOString(), own: rows.length > 0,
    days: weekdays.map((weekday) => ({ weekday, hours: hourRangesText(rows.filter((row) => row.weekday === weekday).map(({ fromMinute, untilMinute }) => ({ from: fromMinute, until: untilMinute }))) })),
    usual: hourRangesText(conferences.hours.length > 0 ? conferences.hours : [office]),
    blocks: coming.map((block) => ({ ...block, clashes: clashes(block).map(({ conferenceId, startsAt }) => ({ conferenceId, startsAt: startsAt.toISOString() })) })),
  }
}
export type OwnHoursPage = Awaited<ReturnType<typeof ownHoursPage>>

/** The sites of one's own hospital with their coming exceptions, for who decides how it works. */
export async function sitesPage(actor: Actor) {
  const now = await nowIn(db)
  const sites = (await sitesAt([actor.hospitalId])).filter((site) => mayAvailability.keepSite(actor, site))
  const coming = await blocks({ siteId: { in: sites.map(({ id }) => id) } }, now)
  return sites.map((site) => ({ ...site, blocks: coming.filter(({ siteId }) => siteId === site.id) }))
}
export type SiteLine = Awaited<ReturnType<typeof sitesPage>>[number]
