import { holding } from '~/domain/people/actor.server'
import { membersOf } from '~/domain/people/queries.server'
import { candidates, mayChair, mayScribe, type Candidate } from '~/domain/schedule/candidates.server'
import { onAgenda, type LoadedConference } from '~/domain/schedule/load-conference.server'
import type { db, Tx } from '~/platform/database/database.server'

export const holderRoles = ['scribe', 'chair'] as const
export type HolderRole = (typeof holderRoles)[number]
type Reader = Pick<Tx, 'membership'>

/** The minutes of a conference that are not confirmed yet. */
export const waitingMinutes = (tx: Pick<Tx, 'minutes'>, conferenceId: string) => tx.minutes.findMany({
  where: { conferenceId, confirmedAt: null }, orderBy: { id: 'asc' }, include: { confirmations: { where: { withdrawnAt: null }, select: { role: true, withdrawnAt: true } } },
})

/** Scribe or chair who work no longer for the hospital they sat for, or are locked: nobody confirms for them. */
export async function holdersGone(tx: Reader, { members }: Pick<LoadedConference, 'members'>, now: Date): Promise<HolderRole[]> {
  const sitting = members.filter(({ role }) => role === 'scribe' || role === 'chair')
  const there = await tx.membership.findMany({
    where: { AND: [{ OR: sitting.map(({ personId, hospitalId }) => ({ personId, hospitalId })), person: { locked: false } }, holding(now)] }, select: { personId: true },
  })
  return holderRoles.filter((role) => sitting.some((member) => member.role === role && !there.some(({ personId }) => personId === member.personId)))
}

/** Who may confirm in their place: as scribe whoever could have been it from the beginning, as chair somebody who sat in this very conference. */
export async function successors(tx: Reader, conference: LoadedConference, role: HolderRole, now: Date): Promise<Candidate[]> {
  const { members, hostId } = conference
  if (!hostId) return []
  const requestingIds = onAgenda(conference).map(({ requestingId }) => requestingId)
  const free = (await candidates(tx, { requestingIds, hostId }, now))
    .map((person) => ({ ...person, hospitalId: members.find(({ personId }) => personId === person.personId)?.hospitalId ?? person.hospitalId }))
    .filter(({ personId }) => !members.some((member) => member.personId === personId && (member.role === 'scribe' || member.role === 'chair')))
  return role === 'scribe' ? free.filter(mayScribe) : free.filter((person) => mayChair(person, hostId) && members.some(({ personId }) => personId === person.personId))
}

/** The treating doctor works no longer for the hospital that asked, or is locked. */
export const treatingGone = async (tx: Reader, { personId, requestingId: hospitalId }: { personId: string; requestingId: string }, now: Date): Promise<boolean> =>
  (await tx.membership.count({ where: { AND: [{ personId, hospitalId, person: { locked: false } }, holding(now)] } })) === 0

/** Doctors of that hospital who may confirm in the treating doctor's place. */
export const successorsOfTreating = async (tx: Tx | typeof db, { requestingId: hospitalId, formerId }: { requestingId: string; formerId: string }, now: Date) =>
  (await membersOf({ hospitalId, role: 'treatingDoctor', at: now }, tx)).filter(({ id }) => id !== formerId).map(({ id: personId, fullName, title }) => ({ personId, fullName, title, hospitalId }))
