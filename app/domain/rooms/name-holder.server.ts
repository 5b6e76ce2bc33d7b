import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { transact, type Tx } from '~/domain/audit/transact.server'
import { holderNamed } from '~/domain/consults/conference-steps.server'
import { tookOtherSide } from '~/domain/consults/change-state.server'
import { basisOfConference, endAccess, grantAccess } from '~/domain/consults/grant-access.server'
import { personNames } from '~/domain/people/queries.server'
import { audienceOf } from '~/domain/schedule/audience'
import type { Candidate } from '~/domain/schedule/candidates.server'
import { loadConference, onAgenda, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { nameWithTitle } from '~/platform/names'
import { Problem } from '~/platform/problem'
import { nextToConfirm, reprinted } from './confirming'
import type { NameHolder } from './minutes-schema'
import { frozenMinutes } from './stored-minutes'
import { holdersGone, successors, waitingMinutes } from './successors.server'
import { tellTurn } from './turn.server'

/**
 * The scribe or chair left before confirming: the supporting side's coordinator names who confirms instead, and why. It stands in the
 * course and on the paper; the one who left has nothing to confirm any more.
 */
export function nameHolder(actor: Actor, { conferenceId, role, personId, reason }: NameHolder): Promise<{ conferenceId: string }> {
  return transact(actor, async (tx, record, now) => {
    // Of two who name at once the second reads whom the first one named.
    await tx.$executeRaw`select 1 from "Minutes" where "conferenceId" = ${conferenceId}::uuid and "confirmedAt" is null for update`
    const conference = await loadConference(tx, actor, conferenceId, now)
    allow(mayConference.nameHolder(actor, conference))
    const waiting = await waitingMinutes(tx, conferenceId)
    const former = conference.members.find((member) => member.role === role)
    // Where the former one has confirmed a set of minutes already, that stays.
    const theirs = waiting.filter(({ confirmations }) => !confirmations.some((one) => one.role === role))
    if (!former || theirs.length === 0 || !(await holdersGone(tx, conference, now)).includes(role)) throw new Problem('schedule:problem.stillThere')
    const next = (await successors(tx, conference, role, now)).find((person) => person.personId === personId)
    if (!next) throw new Problem('schedule:problem.person', { field: 'personId' })
    for (const { consultId } of theirs) if (await tookOtherSide(tx, consultId, next)) throw new Problem('schedule:problem.bothSides', { field: 'personId', params: { name: next.fullName } })

    await changePlaces(tx, conference, { role, former, next }, now)
    for (const minutes of theirs) {
      const named = [...frozenMinutes(minutes).named, { role, formerId: former.personId, personId, at: now.toISOString(), reason }]
      await tx.minutes.update({ where: { id: minutes.id }, data: { named, ...reprinted, ...(role === 'scribe' ? { scribeId: personId } : { chairId: personId }) } })
    }
    const names = await personNames([former.personId, personId], tx)
    const nameOf = (id: string) => { const person = names.get(id); return person ? nameWithTitle(person) : '' }
    for (const { consultId } of theirs) await holderNamed(tx, { consultId, role, note: `${nameOf(former.personId)} → ${nameOf(personId)}: ${reason}` }, actor, now)
    for (const minutes of theirs) {
      const { itemId, consultId } = minutes
      record({ name: 'minutes.named', subject: 'conference', subjectId: conferenceId, facts: { itemId, consultId, role, formerId: former.personId, personId, turn: nextToConfirm(minutes) === role }, audience: [...audienceOf(conference), `person:${personId}`] })
      // What was asked before is asked again of whoever's turn it is now.
      tellTurn(record, conference, { ...minutes, ...(role === 'scribe' ? { scribeId: personId } : { chairId: personId }) })
    }
    return { conferenceId }
  })
}

interface Places { role: 'scribe' | 'chair'; former: LoadedConference['members'][number]; next: Candidate }

/** Who left stays as one who was there; a right given for the place goes with it. */
async function changePlaces(tx: Tx, conference: LoadedConference, { role, former, next }: Places, now: Date): Promise<void> {
  const conferenceId = conference.id
  const consultIds = onAgenda(conference).map(({ consultId }) => consultId)
  const presents = (await tx.consult.count({ where: { id: { in: consultIds }, treatingDoctorId: former.personId } })) > 0
  const { personId, hospitalId } = next
  await tx.conferenceMember.update({ where: { conferenceId_personId: { conferenceId, personId: former.personId } }, data: { role: presents ? 'presenter' : 'specialist' } })
  await tx.conferenceMember.upsert({ where: { conferenceId_personId: { conferenceId, personId } }, create: { conferenceId, personId, hospitalId, role }, update: { role } })
  for (const consultId of consultIds) {
    await endAccess(tx, now, { consultId, hospitalId: former.hospitalId, personId: former.personId, kind: role })
    await grantAccess(tx, now, { consultId, hospitalId, personId, kind: role, basis: basisOfConference(conferenceId) })
  }
}
