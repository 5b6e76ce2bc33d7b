import { recordAccess } from '~/domain/audit/access.server'
import type { Actor } from '~/domain/audit/actor'
import { papersOf } from '~/domain/documents/queries.server'
import { personNames, type PersonName } from '~/domain/people/queries.server'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference, roleIn } from '~/domain/schedule/policy'
import { roomsOf } from '~/domain/schedule/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { peopleOf } from './queries.server'
import { frozenMinutes } from './stored-minutes'
import { holdersGone, successors } from './successors.server'

/** The page of a conference before and after its room: when and with whom, then its minutes until they are a paper. Opening it leaves an access row. */
export async function conferencePage(actor: Actor, conferenceId: string) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  await recordAccess(actor, { subject: 'consult', subjectId: conference.consultId, part: 'record', basis: `conference:${conferenceId}` })
  const [more, consult, { people, hospitals }, row, sites] = await Promise.all([
    db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { closedAt: true, reason: true } }),
    db.consult.findUniqueOrThrow({ where: { id: conference.consultId }, select: { id: true, code: true, questions: { orderBy: { number: 'asc' }, select: { number: true, text: true } } } }),
    peopleOf(conference, now),
    db.minutes.findUnique({ where: { conferenceId } }),
    roomsOf(conference),
  ])
  const paper = row?.chairConfirmedAt ? (await papersOf(conference.consultId)).find(({ kind, supersededAt }) => kind === 'minutes' && supersededAt === null) : undefined
  const waits = row !== null && row.chairConfirmedAt === null
  const gone = waits && conference.state === 'awaitingMinutes' ? (await holdersGone(db, conference, now)).filter((role) => role === 'chair' || row.scribeConfirmedAt === null) : []
  const names = mayConference.nameHolder(actor, conference)
  const namedPeople = row ? await personNames(frozenMinutes(row).named.flatMap(({ formerId, personId }) => [formerId, personId])) : new Map<string, PersonName>()
  return {
    conference: {
      id: conferenceId, kind: conference.kind, state: conference.state, startsAt: conference.startsAt.toISOString(), endsAt: conference.endsAt.toISOString(),
      openedAt: conference.openedAt?.toISOString() ?? null, closedAt: more.closedAt?.toISOString() ?? null, reason: more.reason,
    },
    consult, people: people.map(({ telephone: _private, ...person }) => person), hospitals, sites, now: now.toISOString(),
    /** places that nobody fills, with those whom a coordinator may name */
    gone: await Promise.all(gone.map(async (role) => ({ role, successors: names ? (await successors(db, conference, role, now)).map(({ personId, fullName, title, hospitalId }) => ({ personId, fullName, title, hospitalId })) : null }))),
    minutes: row && {
      summary: row.summary, diagnosis: row.diagnosis, treatmentPlan: row.treatmentPlan, draftVersion: row.draftVersion, ...frozenMinutes(row),
      named: frozenMinutes(row).named.map(({ formerId, personId, ...one }) => ({ ...one, former: namedPeople.get(formerId) ?? null, by: namedPeople.get(personId) ?? null })),
      scribeConfirmedAt: row.scribeConfirmedAt?.toISOString() ?? null, chairConfirmedAt: row.chairConfirmedAt?.toISOString() ?? null,
    },
    paperId: paper?.id ?? null,
    may: {
      open: mayConference.open(actor, conference), enter: mayConference.enter(actor, conference), recordNotHeld: mayConference.recordNotHeld(actor, conference),
      writeMinutes: waits && mayConference.writeMinutes(actor, conference),
      confirmAsScribe: waits && row.scribeConfirmedAt === null && mayConference.confirmAsScribe(actor, conference),
      confirmAsChair: waits && row.scribeConfirmedAt !== null && mayConference.confirmAsChair(actor, conference),
    },
    myRole: roleIn(actor, conference),
  }
}
export type ConferencePage = Awaited<ReturnType<typeof conferencePage>>
