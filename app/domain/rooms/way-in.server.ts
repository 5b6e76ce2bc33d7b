import type { Actor } from '~/domain/audit/actor'
import { hospitalCard, hospitalNames } from '~/domain/hospitals/queries.server'
import { personNames } from '~/domain/people/queries.server'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { roleIn } from '~/domain/schedule/policy'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { nameWithTitle } from '~/platform/names'
import { notFound } from '~/platform/problem'
import { askAgainAfter, asksMost } from './ask-to-enter.server'
import { loadWayIn, type WayInConference } from './load-way-in.server'
import { isAhead, mayWayIn } from './policy'
import { peopleOf } from './queries.server'
import { siteLines } from './site-lines.server'

/** Who asked to be let in and waits, the first first; for those who may let them in. */
async function waitingAt(actor: Actor, conference: WayInConference) {
  if (!mayWayIn.admit(actor, conference)) return null
  const rows = await db.entryRequest.findMany({ where: { conferenceId: conference.id, outcome: null }, orderBy: { at: 'asc' }, select: { id: true, personId: true, hospitalId: true, at: true, note: true } })
  const [people, hospitals] = await Promise.all([personNames(rows.map(({ personId }) => personId)), hospitalNames(rows.map(({ hospitalId }) => hospitalId))])
  return rows.flatMap(({ id, personId, hospitalId, at, note }) => {
    const person = people.get(personId)
    return person ? [{ id, at: at.toISOString(), note, name: nameWithTitle(person), hospital: hospitals.get(hospitalId)?.name ?? '' }] : []
  })
}
export type WaitingLine = NonNullable<Awaited<ReturnType<typeof waitingAt>>>[number]

/** What changes about the way in while a room is planned or open: who sits in it, who asks, its sites, its message. Members only. */
export async function wayInNow(actor: Actor, conferenceId: string) {
  const conference = await loadWayIn(db, conferenceId)
  const role = roleIn(actor, conference)
  if (!role) throw notFound()
  const [waiting, sites] = await Promise.all([waitingAt(actor, conference), siteLines(actor, conference)])
  const { message, link, telephone, members } = conference
  return {
    message, link, telephone, waiting, sites, code: members.find(({ personId }) => personId === actor.personId)?.code ?? '',
    may: { setMessage: mayWayIn.setMessage(actor, conference) },
  }
}
export type WayInNow = Awaited<ReturnType<typeof wayInNow>>

/** The same for whoever may read the conference's page without sitting in it: coordinators of the hospitals that take part see its sites, its message and where else its sound is, all others nothing of it. */
export async function wayInBeside(actor: Actor, conferenceId: string) {
  const conference = await loadWayIn(db, conferenceId)
  if (roleIn(actor, conference)) return wayInNow(actor, conferenceId)
  const { message, link, telephone } = mayWayIn.seeSites(actor, conference) ? conference : { message: '', link: '', telephone: '' }
  return { message, link, telephone, waiting: null, sites: await siteLines(actor, conference), code: '', may: { setMessage: mayWayIn.setMessage(actor, conference) } }
}

/** The sites' own page: for members, and for coordinators of the hospitals that take part, who need not sit in it. */
export async function sitesPage(actor: Actor, conferenceId: string) {
  const conference = await loadWayIn(db, conferenceId)
  if (conference.kind !== 'conference' || !mayWayIn.seeSites(actor, conference)) throw notFound()
  return { conferenceId, member: roleIn(actor, conference) !== null, ahead: isAhead(conference), sites: await siteLines(actor, conference) }
}

/** Staff of a hospital that takes part, and not a member: they may ask to be let in. */
export async function mayAsk(actor: Actor, conferenceId: string): Promise<boolean> {
  const conference = await db.conference.findUnique({ where: { id: conferenceId }, select: { id: true } }) && await loadWayIn(db, conferenceId)
  return conference !== null && isAhead(conference) && !roleIn(actor, conference) && mayWayIn.know(actor, conference)
}

/** The waiting room: for a member all that one may know; for a guest of a hospital that takes part title, time and host; for all others nothing. */
export async function waitPage(actor: Actor, conferenceId: string) {
  const conference = await loadWayIn(db, conferenceId)
  if (conference.kind !== 'conference') throw notFound()
  const [host, now] = await Promise.all([conference.hostId ? hospitalCard(conference.hostId) : null, nowIn(db)])
  const { state, title, startsAt, endsAt } = conference
  const head = { conferenceId, me: actor.personId, state, title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), now: now.toISOString(), host: host && { name: host.name, telephone: host.telephone } }
  const mine = await db.entryRequest.findMany({ where: { conferenceId, personId: actor.personId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { at: true, outcome: true, outcomeAt: true, reason: true } })
  const [last] = mine
  if (roleIn(actor, conference)) {
    const [member, beside] = await Promise.all([memberPart(actor, conferenceId, now), wayInNow(actor, conferenceId)])
    return { as: 'member' as const, ...head, ...beside, ...member, admitted: last?.outcome === 'admitted' }
  }
  if (!mayWayIn.know(actor, conference) || (!isAhead(conference) && !last)) throw notFound()
  const againAt = last?.outcome === 'refused' && last.outcomeAt ? new Date(last.outcomeAt.getTime() + askAgainAfter) : null
  return {
    as: 'guest' as const, ...head, ahead: isAhead(conference), left: asksMost - mine.length,
    request: last ? { at: last.at.toISOString(), outcome: last.outcome, reason: last.reason } : null,
    againAt: againAt && againAt > now ? againAt.toISOString() : null,
  }
}
export type WaitPage = Awaited<ReturnType<typeof waitPage>>
export type MemberPage = Extract<WaitPage, { as: 'member' }>
export type GuestPage = Extract<WaitPage, { as: 'guest' }>

/** The agenda as far as this person may see it, and when their own consults come. */
async function memberPart(actor: Actor, conferenceId: string, now: Date) {
  const conference = await loadConference(db, actor, conferenceId, now)
  const lines = conference.agenda.filter(({ state }) => state === 'waiting' || state === 'done')
  const codes = await db.consult.findMany({ where: { id: { in: lines.filter(({ sees }) => sees !== null).map(({ consultId }) => consultId) } }, select: { id: true, code: true } })
  const { people, hospitals } = await peopleOf(conference, now)
  let from = (conference.openedAt ?? conference.startsAt).getTime()
  const agenda = lines.map(({ id, consultId, minutes, state, presenterId, sees }, at) => {
    const expected = new Date(from).toISOString()
    from += minutes * 60_000
    return { id, place: at + 1, minutes, done: state === 'done', expected, code: sees === null ? null : codes.find((one) => one.id === consultId)?.code ?? null, mine: presenterId === actor.personId }
  })
  return { agenda, people: people.map(({ personId, fullName, title, role, hospitalId }) => ({ personId, fullName, title, role, hospital: hospitals.find(({ id }) => id === hospitalId)?.name ?? '' })) }
}
