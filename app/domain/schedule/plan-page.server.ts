import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { partnersOf } from '~/domain/agreements/partners.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { byGivenName, nameWithTitle } from '~/platform/names'
import { roles } from './agenda-schema'
import { candidates, fitsRole, staffOf } from './candidates.server'
import { mostConsults } from './limits'
import { loadConference, type LoadedConference } from './load-conference.server'
import { isPrepared, mayConference } from './policy'
import { roomsOf } from './queries.server'
import { waitingConsults } from './waiting-consults.server'

/** The page on which whoever arranged a conference changes its agenda and people, publishes a draft, or waits for its approval. */
export async function planPage(actor: Actor, conferenceId: string) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  allow(mayConference.arranged(actor, conference))
  const { hostId, state } = conference
  const [more, rooms, addable, targets, people] = await Promise.all([
    db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { link: true, telephone: true, reason: true, approval: true, approvalNote: true, approvalById: true } }),
    roomsOf(conference), hostId ? waitingConsults(actor, hostId, now) : [], targetsOf(conference, now), peopleOf(conference, now),
  ])
  const changes = state === 'draft' || state === 'planned'
  return {
    conference: {
      id: conferenceId, state, title: conference.title, startsAt: conference.startsAt.toISOString(), endsAt: conference.endsAt.toISOString(), sequence: conference.sequence, minutes: minutesOf(conference),
      link: more.link, telephone: more.telephone, reason: more.reason,
    },
    approval: { state: more.approval, note: more.approvalNote, by: await nameOf(more.approvalById) },
    agenda: await linesOf(conference), rooms, addable: changes ? addable : [], targets, ...people, now: now.toISOString(),
    may: { change: changes, publish: state === 'draft', postpone: changes || state === 'open', move: changes, callOff: mayConference.recordNotHeld(actor, conference), page: !isPrepared(conference) },
  }
}
export type PlanPage = Awaited<ReturnType<typeof planPage>>


const minutesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number => Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)

async function nameOf(personId: string | null): Promise<string> {
  const person = personId ? (await personNames([personId])).get(personId) : undefined
  return person ? nameWithTitle(person) : ''
}

async function linesOf({ agenda }: LoadedConference) {
  const [consults, hospitals, people] = await Promise.all([
    db.consult.findMany({ where: { id: { in: agenda.map(({ consultId }) => consultId) } }, select: { id: true, code: true, level: true } }),
    hospitalNames(agenda.map(({ requestingId }) => requestingId)), personNames(agenda.flatMap(({ presenterId }) => presenterId ?? [])),
  ])
  return agenda.map(({ id, consultId, requestingId, minutes, state, presenterId }) => {
    const [consult, presenter] = [consults.find((one) => one.id === consultId), people.get(presenterId ?? '')]
    return { id, consultId, code: consult?.code ?? '', level: consult?.level ?? null, hospital: hospitals.get(requestingId)?.shortName ?? '', minutes, state, presenter: presenter ? nameWithTitle(presenter) : '' }
  })
}

/** Where a consult may go instead: conferences of the same hospital that are still to come, with the minutes each has left. */
async function targetsOf({ id, hostId }: LoadedConference, now: Date) {
  if (hostId === null) return []
  const rows = await db.conference.findMany({
    where: { hostId, kind: 'conference', state: { in: ['draft', 'planned'] }, startsAt: { gt: now }, id: { not: id } }, orderBy: { startsAt: 'asc' }, take: 50,
    select: { id: true, title: true, state: true, startsAt: true, endsAt: true, agenda: { where: { state: 'waiting' }, select: { minutes: true } } },
  })
  return rows.map(({ agenda, endsAt, ...row }) => ({ ...row, startsAt: row.startsAt.toISOString(), left: minutesOf({ startsAt: row.startsAt, endsAt }) - agenda.reduce((sum, { minutes }) => sum + minutes, 0), full: agenda.length >= mostConsults }))
}

/** Who sits in it, and who else could, each with the parts they could have. */
async function peopleOf({ hostId, members, agenda }: LoadedConference, now: Date) {
  if (hostId === null) return { members: [], candidates: [] }
  const requestingIds = [...new Set(agenda.filter(({ state }) => state === 'waiting').map(({ requestingId }) => requestingId))]
  const partners = await partnersOf(hostId, now)
  const [taking, watching, hospitals, names] = await Promise.all([
    staffOf(db, { hostId, otherIds: requestingIds }, now), candidates(db, { hostId, requestingIds: partners }, now),
    hospitalNames([hostId, ...requestingIds, ...partners, ...members.map(({ hospitalId }) => hospitalId)]), personNames(members.map(({ personId }) => personId)),
  ])
  const everybody = [...new Map([...watching, ...taking].map((person) => [person.personId, person])).values()].sort(byGivenName)
  const fitting = (personId: string) => {
    const person = everybody.find((one) => one.personId === personId)
    return person ? roles.filter((role) => role !== 'presenter' && fitsRole(person, role, { hostId, requestingIds })) : []
  }
  return {
    members: members.map(({ personId, hospitalId, role }) => {
      const name = names.get(personId)
      const presents = agenda.some((line) => line.state === 'waiting' && line.presenterId === personId)
      const needed = role === 'chair' || role === 'scribe' || presents
      return { personId, name: name ? nameWithTitle(name) : '', hospital: hospitals.get(hospitalId)?.shortName ?? '', role, needed, roles: needed ? [] : fitting(personId).filter((one) => one !== role) }
    }).sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)),
    candidates: everybody.filter(({ personId }) => !members.some((member) => member.personId === personId)).map((person) => ({ personId: person.personId, name: nameWithTitle(person), hospital: hospitals.get(person.hospitalId)?.shortName ?? '' })),
  }
}
