import type { Tx } from '~/platform/database/database.server'

/** A site of a conference with everybody who sat in front of its device, whenever. */
export interface SiteRoster {
  siteId: string
  name: string
  hospitalId: string
  attendees: { id: string; personId: string | null; name: string; position: string; from: Date; until: Date | null }[]
}

/**
 * The rosters of a conference's sites, in the order they were written down: for the minutes. A line's time begins with the room and ends
 * with it at the latest; who had left before it opened was not there. Unscoped: for verbs and pages that have asked already.
 */
export async function rosterOf(tx: Pick<Tx, 'conference' | 'conferenceSite'>, conferenceId: string): Promise<SiteRoster[]> {
  const [conference, sites] = await Promise.all([
    tx.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { openedAt: true, closedAt: true } }),
    tx.conferenceSite.findMany({
      where: { conferenceId }, orderBy: { id: 'asc' },
      select: { id: true, name: true, hospitalId: true, attendees: { orderBy: [{ from: 'asc' }, { id: 'asc' }], select: { id: true, personId: true, name: true, position: true, from: true, until: true } } },
    }),
  ])
  const { openedAt, closedAt } = conference
  return sites.map(({ id, attendees, ...site }) => ({
    siteId: id, ...site,
    attendees: attendees
      .map((line) => ({ ...line, from: openedAt && line.from < openedAt ? openedAt : line.from, until: line.until ?? closedAt }))
      .filter(({ from, until }) => until === null || from < until),
  }))
}
