import type { Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import { notFound } from '~/platform/problem'
import { dropSignIns } from './drop-sign-ins.server'

/** Ends one of one's own sign-ins, here or elsewhere; its open pages lose their connection within a second. */
export function endSignIn(actor: Actor, { handle }: { handle: string }): Promise<void> {
  return transact(actor, async (tx, record) => {
    const ended = await dropSignIns(tx, record, { personId: actor.personId, where: { tokenHash: handle } })
    if (ended === 0) throw notFound()
  })
}

/** Ends all of one's own sign-ins but the one at hand. */
export function endOtherSignIns(actor: Actor, { here }: { here: string }): Promise<{ ended: number }> {
  return transact(actor, async (tx, record) => ({ ended: await dropSignIns(tx, record, { personId: actor.personId, where: { tokenHash: { not: here } } }) }))
}
