import type { Tx } from '~/domain/audit/transact.server'
import { sitesAt } from '~/domain/hospitals/sites.server'
import type { Prisma } from '~/platform/database/database.server'
import { newId } from '~/platform/id'

/** A place of a conference: a registered room of a hospital, or one with a name of its own. */
interface NewSite { hospitalId: string; siteId?: string | null; name?: string; telephone?: string }

/** Step: places in front of one device. A registered room stands in a conference once, with the name and telephone it has now; who may choose it the verb has asked. */
export async function addSites(tx: Tx, conferenceId: string, sites: readonly NewSite[]): Promise<void> {
  if (sites.length === 0) return
  const there = new Set((await tx.conferenceSite.findMany({ where: { conferenceId, siteId: { not: null } }, select: { siteId: true } })).map(({ siteId }) => siteId))
  const cards = await sitesAt([...new Set(sites.map(({ hospitalId }) => hospitalId))], tx)
  const rows = sites.flatMap(({ hospitalId, siteId = null, name = '', telephone = '' }): Prisma.ConferenceSiteCreateManyInput[] => {
    if (siteId === null) return name ? [{ id: newId(), conferenceId, hospitalId, siteId, name, telephone }] : []
    const card = cards.find(({ id }) => id === siteId)
    if (!card || there.has(siteId)) return []
    there.add(siteId)
    return [{ id: newId(), conferenceId, hospitalId: card.hospitalId, siteId, name: card.name, telephone: card.telephone }]
  })
  await tx.conferenceSite.createMany({ data: rows })
}
