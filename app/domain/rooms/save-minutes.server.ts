import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { Problem } from '~/platform/problem'
import { changesOf } from './changed-minutes'
import { holdMinutes } from './load-minutes.server'
import type { SaveMinutes } from './minutes-schema'
import { tellTurn } from './turn.server'

/**
 * Scribe, deputy or chair complete the minutes of a consult. A stale save changes nothing and its writer sees both texts; a change after
 * a confirmation takes it back, since it was of another text, and what was printed for signing has to be printed anew.
 */
export function saveMinutes(actor: Actor, { conferenceId, itemId, draftVersion, ...typed }: SaveMinutes): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.writeMinutes(actor, conference))
    const minutes = await holdMinutes(tx, lineOf(conference, itemId).id)
    if (minutes.confirmedAt) throw new Problem('rooms:problem.alreadyConfirmed')
    if (minutes.draftVersion !== draftVersion) throw new Problem('rooms:problem.minutesStale')
    const changes = changesOf(minutes, typed)
    if (Object.keys(changes).length === 0) return { conferenceId }
    await tx.minutes.update({ where: { id: minutes.id }, data: { ...changes, draftVersion: { increment: 1 }, printedSha256: null, printedAt: null } })
    const { count } = await tx.minutesConfirmation.updateMany({ where: { minutesId: minutes.id, withdrawnAt: null }, data: { withdrawnAt: now } })
    if (count > 0) tellTurn(record, conference, { ...minutes, confirmations: [] })
    return { conferenceId }
  })
}
