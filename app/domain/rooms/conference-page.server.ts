import { recordAccess } from '~/domain/audit/access.server'
import type { Actor } from '~/domain/audit/actor'
import { papersOf } from '~/domain/documents/queries.server'
import { loadConference } from '~/domain/schedule/load-conference.server'
import { mayConference, roleIn } from '~/domain/schedule/policy'
import { roomsOf } from '~/domain/schedule/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { peopleOf } from './queries.server'
import { frozenMinutes } from './stored-minutes'

/** The page of a conference before and after its room: when and with whom, then its minutes until they are a paper. Opening it leaves an access row. */
export async function conferencePage(actor: Actor, conferenceId: string) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  await recordAccess(actor, { subject: 'consult', subjectId: conference.consultId, part: 'record', basis: `conference:${conferenceId}` })
  const [more, consult, { people, hospitals }, row, sites] = await Promise.all([
    db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { closedAt: true, reason: true } }),
    db.consult.findUniqueOrThrow({ where: { id: conference.consultId }, select: { id: true, code: true, questions: { orderBy: { number: 'asc' }, select: { number: true, text: true } } } }),
    peopleOf(conference),
    db.minutes.findUnique({ where: { conferenceId } }),
    roomsOf(conference),
  ])
  const paper = row?.chairConfirmedAt ? (await papersOf(conference.consultId)).find(({ kind, supersededAt }) => kind === 'minutes' && supersededAt === null) : undefined
  const waits = row !== null && row.chairConfirmedAt === null
  return {
    conference: {
      id: conferenceId, kind: conference.kind, state: conference.state, startsAt: conference.startsAt.toISOString(), endsAt: conference.endsAt.toISOString(),
      openedAt: conference.openedAt?.toISOString() ?? null, closedAt: more.closedAt?.toISOString() ?? null, reason: more.reason,
    },
    consult, people: people.map(({ telephone: _private, ...person }) => person), hospitals, sites, now: now.toISOString(),
    minutes: row && {
      summary: row.summary, diagnosis: row.diagnosis, treatmentPlan: row.treatmentPlan, draftVersion: row.draftVersion, ...frozenMinutes(row),
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
