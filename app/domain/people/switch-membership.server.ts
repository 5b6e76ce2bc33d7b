import { generateIdFromEntropySize } from 'lucia'
import type { Actor } from '~/domain/audit/actor'
import { transact } from '~/domain/audit/transact.server'
import { notFound } from '~/platform/problem'
import { actorUnder } from './actor.server'
import { dropSignIns } from './drop-sign-ins.server'
import { attributesOf, hashOf, luciaAt } from './lucia.server'

/**
 * Goes on under another of one's own memberships. Rights change, so the token does too; the time the sign-in may last
 * at most does not begin anew. Returns the new token for the cookie.
 */
export async function switchMembership(actor: Actor, { to, here }: { to: string; here: string }): Promise<{ token: string }> {
  const token = generateIdFromEntropySize(25)
  // Without its commandId: the answer holds a token, which no table keeps; the second press finds the old sign-in gone.
  await transact({ ...actor, commandId: undefined }, async (tx, record, now) => {
    const present = await tx.signIn.findFirst({ where: { tokenHash: here, personId: actor.personId } })
    const next = await actorUnder(actor.personId, to, now, tx)
    if (!present || !next) throw notFound()
    const attributes = attributesOf(token, now, { ...present, membershipId: next.membershipId }, { createdAt: present.createdAt, endsAt: present.expiresAt })
    await dropSignIns(tx, record, { personId: actor.personId, where: { tokenHash: here } })
    await luciaAt(now, tx).createSession(actor.personId, attributes, { sessionId: token })
    record({
      name: 'membership.switched', subject: 'person', subjectId: actor.personId, fields: ['membershipId'],
      facts: { from: actor.membershipId, to: next.membershipId, tokenHash: hashOf(token) }, audience: [`person:${actor.personId}`],
    })
  })
  return { token }
}
