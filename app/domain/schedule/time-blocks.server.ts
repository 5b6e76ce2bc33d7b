import type { z } from '~/platform/zod'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type RecordEvent, type Tx } from '~/domain/audit/transact.server'
import { newId } from '~/platform/id'
import { notFound, Problem } from '~/platform/problem'
import { mayAvailability } from './availability-policy'
import type * as schema from './availability-schema'

const hour = 60 * 60_000
const day = 24 * hour
/** Who is away for longer no longer works there: that is the membership's end. */
const longest = { away: 366 * day, extra: day } as const
const furthest = 731 * day

interface Whose { personId?: string; siteId?: string }

async function enter(tx: Tx, record: RecordEvent, actor: Actor, whose: Whose, { kind, from, until, note }: schema.EnterBlock, now: Date): Promise<{ blockId: string }> {
  if (until <= from) throw new Problem('schedule:problem.blockOrder', { field: 'until' })
  if (until <= now) throw new Problem('schedule:problem.blockPast', { field: 'until' })
  if (until.getTime() - from.getTime() > longest[kind]) throw new Problem(`schedule:problem.${kind}Long`, { field: 'until' })
  if (from.getTime() > now.getTime() + furthest) throw new Problem('schedule:problem.blockFar', { field: 'from' })
  const blockId = newId()
  await tx.timeBlock.create({ data: { id: blockId, personId: whose.personId ?? null, siteId: whose.siteId ?? null, kind, startsAt: from, endsAt: until, note, createdById: actor.personId, createdAt: now } })
  tell(record, 'block.entered', blockId, whose, actor)
  return { blockId }
}

const tell = (record: RecordEvent, name: string, blockId: string, { personId, siteId }: Whose, actor: Actor): void =>
  record({ name, subject: 'block', subjectId: blockId, facts: { siteId: siteId ?? null }, audience: [personId ? `person:${personId}` : `hospital:${actor.hospitalId}`] })

/** An absence of one's own, or hours beyond the usual ones. */
export function enterBlock(actor: Actor, input: schema.EnterBlock): Promise<{ blockId: string }> {
  return transact(actor, (tx, record, now) => {
    allow(mayAvailability.keepOwn(actor))
    return enter(tx, record, actor, { personId: actor.personId }, input, now)
  })
}

/** When a site of one's hospital is used otherwise, or is there beyond the usual hours. */
export function enterSiteBlock(actor: Actor, { siteId, ...input }: z.infer<typeof schema.enterSiteBlock>): Promise<{ blockId: string }> {
  return transact(actor, async (tx, record, now) => {
    const site = await tx.site.findFirst({ where: { id: siteId, hospitalId: actor.hospitalId, closedAt: null }, select: { hospitalId: true } })
    if (!site) throw notFound()
    allow(mayAvailability.keepSite(actor, site))
    return enter(tx, record, actor, { siteId }, input, now)
  })
}

/** Takes an exception back, one's own or of a site of one's hospital; the second time changes nothing. */
export function endBlock(actor: Actor, { blockId }: z.infer<typeof schema.endBlock>): Promise<{ blockId: string }> {
  return transact(actor, async (tx, record, now) => {
    const block = await tx.timeBlock.findUnique({ where: { id: blockId }, select: { personId: true, siteId: true } })
    const site = block?.siteId ? await tx.site.findFirst({ where: { id: block.siteId, hospitalId: actor.hospitalId }, select: { hospitalId: true } }) : null
    if (!block || (block.personId !== actor.personId && !site)) throw notFound()
    allow(site ? mayAvailability.keepSite(actor, site) : mayAvailability.keepOwn(actor))
    const { count } = await tx.timeBlock.updateMany({ where: { id: blockId, endedAt: null }, data: { endedAt: now } })
    if (count > 0) tell(record, 'block.ended', blockId, { ...(block.personId ? { personId: block.personId } : {}), ...(block.siteId ? { siteId: block.siteId } : {}) }, actor)
    return { blockId }
  })
}
