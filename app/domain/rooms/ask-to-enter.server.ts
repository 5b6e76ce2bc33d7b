import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { claiming } from '~/domain/audit/claiming.server'
import { transact } from '~/domain/audit/transact.server'
import { roleIn } from '~/domain/schedule/policy'
import { formatTime } from '~/platform/dates'
import { newId } from '~/platform/id'
import { Problem } from '~/platform/problem'
import { loadWayIn, wayInAudience } from './load-way-in.server'
import { isAhead, mayWayIn } from './policy'
import type { AskToEnter } from './way-in-schema'

const minute = 60_000
/** How often somebody may ask for one conference, and how soon again after a refusal. */
export const asksMost = 3
export const askAgainAfter = 5 * minute
const waitingMost = 50
const asksPerHour = 10

/** Somebody of a hospital that takes part, who was not invited, asks to be let in. Nothing of the conference is told but what the page says already. */
export function askToEnter(actor: Actor, { conferenceId, note }: AskToEnter): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadWayIn(tx, conferenceId)
    allow(mayWayIn.know(actor, conference))
    if (roleIn(actor, conference)) return { conferenceId }
    if (!isAhead(conference)) throw new Problem('rooms:wayIn.problem.over')
    if (conference.members.some(({ personId }) => personId === actor.personId)) throw new Problem('rooms:wayIn.problem.otherMembership')
    // Of two who take the last place the second one counts after the first.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`way into ${conferenceId}`}, 0))`
    const mine = await tx.entryRequest.findMany({ where: { personId: actor.personId, at: { gt: new Date(now.getTime() - 60 * minute) } }, select: { id: true } })
    const before = await tx.entryRequest.findMany({ where: { conferenceId, personId: actor.personId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { outcome: true, outcomeAt: true } })
    const [last] = before
    if (last && last.outcome === null) return { conferenceId }
    if (before.length >= asksMost) throw new Problem('rooms:wayIn.problem.thrice', { params: { most: asksMost } })
    const again = last?.outcomeAt ? last.outcomeAt.getTime() + askAgainAfter : 0
    if (last?.outcome === 'refused' && again > now.getTime()) throw new Problem('rooms:wayIn.problem.tooSoon', { params: { at: formatTime(new Date(again + minute - 1)) } })
    if (mine.length >= asksPerHour) throw new Problem('rooms:wayIn.problem.tooMany')
    if (await tx.entryRequest.count({ where: { conferenceId, outcome: null } }) >= waitingMost) throw new Problem('rooms:wayIn.problem.full')
    await claiming(undefined, 'rooms:wayIn.problem.asked', () => tx.entryRequest.create({ data: { id: newId(), conferenceId, personId: actor.personId, hospitalId: actor.hospitalId, at: now, note } }))
    // Under a name of its own: what is told of a conference ends what was asked about it before.
    record({ name: 'entry.asked', subject: 'conference', subjectId: conferenceId, facts: { hospitalId: actor.hospitalId }, audience: wayInAudience(conferenceId, [actor.personId]) })
    return { conferenceId }
  })
}
