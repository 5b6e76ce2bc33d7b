import type { Tx } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'

const columns = {
  id: true, kind: true, state: true, title: true, hostId: true, startsAt: true, endsAt: true, openedAt: true, message: true, link: true, telephone: true,
  members: { select: { personId: true, hospitalId: true, role: true, code: true } },
  sites: {
    orderBy: { id: 'asc' },
    select: { id: true, hospitalId: true, siteId: true, name: true, telephone: true, contact: true, state: true, stateAt: true, note: true, devices: true, personId: true },
  },
  agenda: { orderBy: { position: 'asc' }, select: { consultId: true, state: true } },
} as const

type Reading = Pick<Tx, 'conference' | 'consult'>

/** Unscoped: the way in is also for people who may see none of its consults; its policy decides what they learn. Holds nothing of any patient. */
export async function loadWayIn(tx: Reading, conferenceId: string) {
  const conference = await tx.conference.findUnique({ where: { id: conferenceId }, select: columns })
  if (!conference) throw notFound()
  const { agenda, ...row } = conference
  const consultIds = agenda.filter(({ state }) => state === 'waiting' || state === 'done').map(({ consultId }) => consultId)
  const consults = await tx.consult.findMany({ where: { id: { in: consultIds } }, select: { requestingId: true } })
  const hospitalIds = [...new Set([
    ...(row.hostId ? [row.hostId] : []), ...consults.map(({ requestingId }) => requestingId), ...row.members.map(({ hospitalId }) => hospitalId), ...row.sites.map(({ hospitalId }) => hospitalId),
  ])]
  return { ...row, consultIds, hospitalIds }
}
export type WayInConference = Awaited<ReturnType<typeof loadWayIn>>
export type SiteRow = WayInConference['sites'][number]

/** A site of this conference; a 404 otherwise. */
export function siteOf({ sites }: WayInConference, siteId: string): SiteRow {
  const site = sites.find(({ id }) => id === siteId)
  if (!site) throw notFound()
  return site
}

/** Open pages of a conference and of these people look again. */
export const wayInAudience = (conferenceId: string, personIds: readonly string[] = []): string[] => [`conference:${conferenceId}`, ...personIds.map((id) => `person:${id}`)]
