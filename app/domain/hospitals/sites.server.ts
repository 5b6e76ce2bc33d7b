import type { z } from '~/platform/zod'
import { allow } from '~/domain/audit/allow'
import type { Actor } from '~/domain/audit/actor'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import { db, type Tx } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { notFound } from '~/platform/problem'
import { mayHospital } from './policy'
import type * as forms from './settings-form'

/** A conference room with its device, as pages name it. */
export interface SiteCard { id: string; hospitalId: string; name: string; telephone: string }

/** Sites in use at these hospitals. Rooms are no secret between hospitals that meet, so there is no scope. */
export async function sitesAt(hospitalIds: readonly string[], tx: Tx | typeof db = db): Promise<SiteCard[]> {
  const rows = await tx.site.findMany({ where: { hospitalId: { in: [...hospitalIds] }, closedAt: null }, select: { id: true, hospitalId: true, name: true, telephone: true } })
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

/** A new site of one's own hospital; two in use never have one name. */
export function addSite(actor: Actor, { name, telephone }: z.infer<typeof forms.addSite>): Promise<{ siteId: string }> {
  return transact(actor, async (tx, record, now) => {
    allow(mayHospital.decide(actor))
    const siteId = newId()
    await claiming('name', 'settings:problem.siteTaken', () => tx.site.create({ data: { id: siteId, hospitalId: actor.hospitalId, name, telephone, createdAt: now } }))
    record({ name: 'site.added', subject: 'site', subjectId: siteId, audience: [`hospital:${actor.hospitalId}`] })
    return { siteId }
  })
}

/** The site is no longer offered; conferences that have it keep it. */
export function closeSite(actor: Actor, { siteId }: z.infer<typeof forms.closeSite>): Promise<{ siteId: string }> {
  return transact(actor, async (tx, record, now) => {
    allow(mayHospital.decide(actor))
    const site = await tx.site.findFirst({ where: { id: siteId, hospitalId: actor.hospitalId }, select: { id: true } })
    if (!site) throw notFound()
    const { count } = await tx.site.updateMany({ where: { id: siteId, closedAt: null }, data: { closedAt: now } })
    if (count > 0) record({ name: 'site.closed', subject: 'site', subjectId: siteId, audience: [`hospital:${actor.hospitalId}`] })
    return { siteId }
  })
}
