import type { Tx } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'

const confirmations = { where: { withdrawnAt: null }, orderBy: { at: 'asc' }, select: { role: true, personId: true, at: true, method: true, withdrawnAt: true } } as const

/** The minutes of a line of an agenda in their latest version, with the confirmations in force. Unscoped: whoever calls has the conference and its line. */
export async function loadMinutes(tx: Pick<Tx, 'minutes'>, itemId: string) {
  const minutes = await tx.minutes.findFirst({ where: { itemId }, orderBy: { version: 'desc' }, include: { confirmations } })
  if (!minutes) throw notFound()
  return minutes
}
export type LoadedMinutes = Awaited<ReturnType<typeof loadMinutes>>

/** The same, and nobody else changes them until the transaction's end: of two who confirm, save or print at once the second reads what the first one left. */
export async function holdMinutes(tx: Pick<Tx, 'minutes' | '$executeRaw'>, itemId: string): Promise<LoadedMinutes> {
  await tx.$executeRaw`select 1 from "Minutes" where "itemId" = ${itemId}::uuid and "confirmedAt" is null for update`
  return loadMinutes(tx, itemId)
}
