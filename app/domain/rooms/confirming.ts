import type { ConfirmingRole } from '~/platform/database/enums'
import { z } from '~/platform/zod'

export const confirmingRoles = ['scribe', 'chair', 'treating'] as const satisfies readonly ConfirmingRole[]

/** Who confirms minutes, in order; each once. */
export const confirmingOrder = z.array(z.enum(confirmingRoles)).min(1).max(confirmingRoles.length).refine((roles) => new Set(roles).size === roles.length)

export interface Confirming { order: unknown; scribeId: string; chairId: string; treatingId: string; confirmations: readonly { role: ConfirmingRole; withdrawnAt: Date | null }[] }

/** Those whose word is still missing, in order. */
export function stillToConfirm({ order, confirmations }: Pick<Confirming, 'order' | 'confirmations'>): ConfirmingRole[] {
  const done = confirmations.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ role }) => role)
  return confirmingOrder.parse(order).filter((role) => !done.includes(role))
}

/** Whose turn it is; null when everybody has confirmed. */
export const nextToConfirm = (minutes: Pick<Confirming, 'order' | 'confirmations'>): ConfirmingRole | null => stillToConfirm(minutes)[0] ?? null

/** A sheet printed for signing names its signers: with another one it has to be printed anew. */
export const reprinted = { printedSha256: null, printedAt: null } as const

/** Who holds a place in the confirming. */
export const holderOf = (minutes: Pick<Confirming, 'scribeId' | 'chairId' | 'treatingId'>, role: ConfirmingRole): string =>
  ({ scribe: minutes.scribeId, chair: minutes.chairId, treating: minutes.treatingId })[role]
