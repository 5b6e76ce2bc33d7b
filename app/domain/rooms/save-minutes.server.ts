import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { Problem } from '~/platform/problem'
import { loadMinutes } from './load-minutes.server'
import type { SaveMinutes } from './schema'

/**
 * Scribe, deputy or chair complete the minutes of a consult. A stale save changes nothing and its writer sees both texts; a change after
 * a confirmation takes it back, since it was of another text.
 */
export function saveMinutes(actor: Actor, { conferenceId, itemId, draftVersion, ...texts }: SaveMinutes): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, _record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.writeMinutes(actor, conference))
    const { id } = await loadMinutes(tx, lineOf(conference, itemId).id)
    const { count } = await tx.minutes.updateMany({ where: { id, draftVersion, confirmedAt: null }, data: { ...texts, draftVersion: { increment: 1 } } })
    if (count === 0) throw new Problem('rooms:problem.minutesStale')
    await tx.minutesConfirmation.updateMany({ where: { minutesId: id, withdrawnAt: null }, data: { withdrawnAt: now } })
    return { conferenceId }
  })
}
