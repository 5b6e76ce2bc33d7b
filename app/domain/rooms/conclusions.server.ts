import { db } from '~/platform/database/database.server'
import { z } from '~/platform/zod'

const stored = z.array(z.object({ number: z.number(), text: z.string(), concluded: z.boolean() }))

/**
 * The conclusions of confirmed minutes, for the record of their consult; null until the last one has confirmed.
 * Unscoped: the caller has found the consult, and the minutes' id in it.
 */
export async function unscopedConclusions(minutesId: string) {
  const minutes = await db.minutes.findUnique({ where: { id: minutesId }, select: { conclusions: true, chairId: true, confirmedAt: true, version: true, reason: true } })
  if (!minutes?.confirmedAt) return null
  return { conclusions: stored.parse(minutes.conclusions), chairId: minutes.chairId, at: minutes.confirmedAt, version: minutes.version, reason: minutes.reason }
}
