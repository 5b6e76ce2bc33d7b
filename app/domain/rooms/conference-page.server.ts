import { recordAccess } from '~/domain/audit/access.server'
import type { Actor } from '~/domain/audit/actor'
import { loadConference, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { mayConference, roleIn } from '~/domain/schedule/policy'
import { roomsOf } from '~/domain/schedule/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'
import { peopleOf } from './queries.server'
import { minutesView } from './minutes-view.server'

/** The page of a conference before and after its room: when and with whom, then its minutes until they are a paper. Opening it leaves an access row. */
export async function conferencePage(actor: Actor, conferenceId: string, itemId: string | null = null) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  const agenda = await agendaOf(conference)
  const going = agenda.filter(({ state }) => state === 'waiting' || state === 'done')
  // Whoever brought one of several consults looks at their own first.
  const shown = agenda.find(({ id }) => id === itemId) ?? going.find(({ sees }) => sees === 'named') ?? going[0] ?? agenda[0]
  if (!shown) throw notFound()
  const { consult } = shown
  await recordAccess(actor, { subject: 'consult', subjectId: consult.id, part: 'record', basis: `conference:${conferenceId}` })
  const [more, { people, hospitals }, { minutes, gone, papers, confirm, may }, sites] = await Promise.all([
    db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { closedAt: true, reason: true } }),
    peopleOf(conference, now), shown.sees === 'named' ? minutesView(actor, conference, shown.id, now) : noMinutes, roomsOf(conference),
  ])
  return {
    conference: {
      id: conferenceId, kind: conference.kind, state: conference.state, startsAt: conference.startsAt.toISOString(), endsAt: conference.endsAt.toISOString(),
      openedAt: conference.openedAt?.toISOString() ?? null, closedAt: more.closedAt?.toISOString() ?? null, reason: agenda.some(({ sees }) => sees === 'named') ? more.reason : '',
    },
    agenda, itemId: shown.id, consult, people: people.map(({ telephone: _private, ...person }) => person), hospitals, sites, now: now.toISOString(),
    /** places that nobody fills, with those whom this person may name */
    gone, minutes, papers,
    may: {
      open: mayConference.open(actor, conference), enter: mayConference.enter(actor, conference), recordNotHeld: mayConference.recordNotHeld(actor, conference),
      writeMinutes: may.write, signMinutes: may.sign, correctMinutes: may.correct,
      /** in which place it is one's turn to confirm */
      confirm,
    },
    myRole: roleIn(actor, conference),
  }
}
export type ConferencePage = Awaited<ReturnType<typeof conferencePage>>

/** Whoever looks on without the patient's name does not read what is said of them. */
const noMinutes = { minutes: null, gone: [], papers: [], confirm: null, may: { write: false, sign: false, correct: false } }

/** The agenda as this person may see it: of a consult they have no right to, only that it has a place. */
async function agendaOf({ agenda }: LoadedConference) {
  const seen = agenda.filter(({ sees }) => sees !== null)
  const consults = await db.consult.findMany({ where: { id: { in: seen.map(({ consultId }) => consultId) } }, select: { id: true, code: true, questions: { orderBy: { number: 'asc' }, select: { number: true, text: true } } } })
  return seen.flatMap(({ id, consultId, position, minutes, state, sees }) => {
    const consult = consults.find((one) => one.id === consultId)
    return consult ? [{ id, position, minutes, state, sees, consult }] : []
  })
}
