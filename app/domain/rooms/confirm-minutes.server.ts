import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { newId } from '~/platform/id'
import { Problem, Problems } from '~/platform/problem'
import { changesOf, missingIn } from './changed-minutes'
import { holderOf, nextToConfirm } from './confirming'
import { fixMinutes } from './fix-minutes.server'
import { holdMinutes, loadMinutes } from './load-minutes.server'
import type { ConfirmMinutes } from './minutes-schema'
import { tellTurn } from './turn.server'

/**
 * Whoever's turn it is confirms with the password that the minutes are right. The first one's text is saved with it, where one may write
 * them; those after confirm what the earlier ones confirmed. With the last one the minutes become papers and the consult's answer, and
 * change no more.
 */
export async function confirmMinutes(actor: Actor, { conferenceId, itemId, draftVersion, password, ...typed }: ConfirmMinutes): Promise<{ conferenceId: string }> {
  await verifyPassword(actor, password)
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    const minutes = await holdMinutes(tx, lineOf(conference, itemId).id)
    allow(mayConference.readMinutes(actor, conference, minutes))
    if (minutes.confirmedAt) throw new Problem('rooms:problem.alreadyConfirmed')
    const role = nextToConfirm(minutes)
    if (!role || holderOf(minutes, role) !== actor.personId) throw new Problem('rooms:problem.othersFirst')
    if (minutes.draftVersion !== draftVersion) throw new Problem('rooms:problem.minutesStale')
    const changes = changesOf(minutes, typed)
    const [other] = Object.keys(changes)
    // Those before confirmed another text: saving this one asks them again.
    if (other && (minutes.confirmations.length > 0 || !mayConference.writeMinutes(actor, conference))) throw new Problem('rooms:problem.earlierSawOther', { field: other })
    const missing = missingIn({ ...minutes, ...changes })
    if (missing.length > 0) throw new Problems(missing)
    if (other) await tx.minutes.update({ where: { id: minutes.id }, data: { ...changes, draftVersion: { increment: 1 }, printedSha256: null, printedAt: null } })
    const confirmation = { id: newId(), minutesId: minutes.id, role, personId: actor.personId, at: now }
    await claiming('password', 'rooms:problem.alreadyConfirmed', () => tx.minutesConfirmation.create({ data: confirmation }))
    const confirmed = await loadMinutes(tx, itemId)
    if (nextToConfirm(confirmed) === null) await fixMinutes(tx, record, actor, now, conference, confirmed)
    else tellTurn(record, conference, confirmed)
    return { conferenceId }
  })
}
