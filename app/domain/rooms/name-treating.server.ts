import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact } from '~/domain/audit/transact.server'
import { tookOtherSide } from '~/domain/consults/change-state.server'
import { holderNamed } from '~/domain/consults/conference-steps.server'
import { basisOfConference, grantAccess } from '~/domain/consults/grant-access.server'
import { personNames } from '~/domain/people/queries.server'
import { audienceOf } from '~/domain/schedule/audience'
import { lineOf, loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { nameWithTitle } from '~/platform/names'
import { Problem } from '~/platform/problem'
import { nextToConfirm, reprinted, stillToConfirm } from './confirming'
import { holdMinutes } from './load-minutes.server'
import type { NameTreating } from './minutes-schema'
import { frozenMinutes } from './stored-minutes'
import { successorsOfTreating, treatingGone } from './successors.server'
import { tellTurn } from './turn.server'

/**
 * The treating doctor left before confirming, and nobody has taken the patient over: a coordinator or head of that hospital names a doctor
 * of theirs who confirms instead, and why. The care itself is handed over elsewhere; where it was, its new doctor confirms anyway.
 */
export function nameTreating(actor: Actor, { conferenceId, itemId, personId, reason }: NameTreating): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    const conference = await loadConference(tx, actor, conferenceId, now)
    const { consultId, requestingId } = lineOf(conference, itemId)
    allow(mayConference.nameTreating(actor, conference, requestingId))
    const minutes = await holdMinutes(tx, itemId)
    const formerId = minutes.treatingId
    if (minutes.confirmedAt || !stillToConfirm(minutes).includes('treating') || !(await treatingGone(tx, { personId: formerId, requestingId }, now))) throw new Problem('schedule:problem.stillThere')
    if (!(await successorsOfTreating(tx, { requestingId, formerId }, now)).some((one) => one.personId === personId)) throw new Problem('schedule:problem.person', { field: 'personId' })
    const names = await personNames([formerId, personId], tx)
    const nameOf = (id: string) => { const person = names.get(id); return person ? nameWithTitle(person) : '' }
    if (await tookOtherSide(tx, consultId, { personId, hospitalId: requestingId })) throw new Problem('schedule:problem.bothSides', { field: 'personId', params: { name: nameOf(personId) } })
    await grantAccess(tx, now, { consultId, hospitalId: requestingId, personId, kind: 'observer', basis: basisOfConference(conferenceId) })
    const named = [...frozenMinutes(minutes).named, { role: 'treating' as const, formerId, personId, at: now.toISOString(), reason }]
    await tx.minutes.update({ where: { id: minutes.id }, data: { named, ...reprinted, treatingId: personId } })
    await holderNamed(tx, { consultId, role: 'treating', note: `${nameOf(formerId)} → ${nameOf(personId)}: ${reason}` }, actor, now)
    record({ name: 'minutes.named', subject: 'conference', subjectId: conferenceId, facts: { itemId, consultId, role: 'treating', formerId, personId, turn: nextToConfirm(minutes) === 'treating' }, audience: [...audienceOf(conference), `person:${personId}`] })
    tellTurn(record, conference, { ...minutes, treatingId: personId })
    return { conferenceId }
  })
}
