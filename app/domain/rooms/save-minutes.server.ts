import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { Problem } from '~/platform/problem'
import type { SaveMinutes } from './schema'

/**
 * Scribe or chair complete the minutes. A stale save changes nothing and its writer sees both texts; a change after the
 * scribe's confirmation takes that confirmation back, since it was of another text.
 */
export function saveMinutes(actor: Actor, { conferenceId, draftVersion, ...texts }: SaveMinutes): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, _record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.writeMinutes(actor, conference))
    const { count } = await tx.minutes.updateMany({
      where: { conferenceId, draftVersion, chairConfirmedAt: null }, data: { ...texts, draftVersion: { increment: 1 }, scribeConfirmedAt: null },
    })
    if (count === 0) throw new Problem('rooms:problem.minutesStale')
    return { conferenceId }
  })
}
