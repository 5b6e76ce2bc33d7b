import { recordAccess } from '~/domain/audit/access.server'
import type { Actor } from '~/domain/audit/actor'
import { papersOf } from '~/domain/documents/queries.server'
import { personNames, type PersonName } from '~/domain/people/queries.server'
import { loadConference, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { mayConference, roleIn } from '~/domain/schedule/policy'
import { roomsOf } from '~/domain/schedule/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConfirmingRole } from '~/platform/database/enums'
import { notFound } from '~/platform/problem'
import { peopleOf } from './queries.server'
import { confirmingOrder, holderOf, nextToConfirm, type Confirming } from './confirming'
import { frozenMinutes } from './stored-minutes'
import { holdersGone, successors } from './successors.server'

/** The page of a conference before and after its room: when and with whom, then its minutes until they are a paper. Opening it leaves an access row. */
export async function conferencePage(actor: Actor, conferenceId: string, itemId: string | null = null) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  const agenda = await agendaOf(conference)
  const shown = agenda.find(({ id }) => id === itemId) ?? agenda.find(({ state }) => state === 'waiting' || state === 'done') ?? agenda[0]
  if (!shown) throw notFound()
  const { consult } = shown
  await recordAccess(actor, { subject: 'consult', subjectId: consult.id, part: 'record', basis: `conference:${conferenceId}` })
  const [more, { people, hospitals }, row, sites] = await Promise.all([
    db.conference.findUniqueOrThrow({ where: { id: conferenceId }, select: { closedAt: true, reason: true } }),
    peopleOf(conference, now),
    db.minutes.findFirst({ where: { itemId: shown.id }, orderBy: { version: 'desc' }, include: { confirmations: { where: { withdrawnAt: null }, orderBy: { at: 'asc' } } } }),
    roomsOf(conference),
  ])
  const paper = row?.confirmedAt ? (await papersOf(consult.id)).find(({ kind, supersededAt }) => kind === 'minutes' && supersededAt === null) : undefined
  const waits = row !== null && row.confirmedAt === null
  const gone = waits && conference.state === 'awaitingMinutes' ? (await holdersGone(db, conference, now)).filter((role) => !row.confirmations.some((one) => one.role === role)) : []
  const names = mayConference.nameHolder(actor, conference)
  const namedPeople = row ? await personNames(frozenMinutes(row).named.flatMap(({ formerId, personId }) => [formerId, personId])) : new Map<string, PersonName>()
  return {
    conference: {
      id: conferenceId, kind: conference.kind, state: conference.state, startsAt: conference.startsAt.toISOString(), endsAt: conference.endsAt.toISOString(),
      openedAt: conference.openedAt?.toISOString() ?? null, closedAt: more.closedAt?.toISOString() ?? null, reason: more.reason,
    },
    agenda, itemId: shown.id, consult, people: people.map(({ telephone: _private, ...person }) => person), hospitals, sites, now: now.toISOString(),
    /** places that nobody fills, with those whom a coordinator may name */
    gone: await Promise.all(gone.map(async (role) => ({ role, successors: names ? (await successors(db, conference, role, now)).map(({ personId, fullName, title, hospitalId }) => ({ personId, fullName, title, hospitalId })) : null }))),
    minutes: row && {
      summary: row.summary, diagnosis: row.diagnosis, treatmentPlan: row.treatmentPlan, draftVersion: row.draftVersion, ...frozenMinutes(row),
      named: frozenMinutes(row).named.map(({ formerId, personId, ...one }) => ({ ...one, former: namedPeople.get(formerId) ?? null, by: namedPeople.get(personId) ?? null })),
      order: confirmingOrder.parse(row.order), confirmations: row.confirmations.map(({ role, at, method }) => ({ role, method, at: at.toISOString() })), confirmedAt: row.confirmedAt?.toISOString() ?? null,
    },
    paperId: paper?.id ?? null,
    may: {
      open: mayConference.open(actor, conference), enter: mayConference.enter(actor, conference), recordNotHeld: mayConference.recordNotHeld(actor, conference),
      writeMinutes: waits && mayConference.writeMinutes(actor, conference),
      /** in which place it is one's turn to confirm */
      confirm: waits ? turnOf(actor, row) : null,
    },
    myRole: roleIn(actor, conference),
  }
}
export type ConferencePage = Awaited<ReturnType<typeof conferencePage>>

const turnOf = (actor: Actor, minutes: Confirming): ConfirmingRole | null => {
  const role = nextToConfirm(minutes)
  return role && holderOf(minutes, role) === actor.personId ? role : null
}

/** The agenda as this person may see it: of a consult they have no right to, only that it has a place. */
async function agendaOf({ agenda }: LoadedConference) {
  const seen = agenda.filter(({ sees }) => sees !== null)
  const consults = await db.consult.findMany({ where: { id: { in: seen.map(({ consultId }) => consultId) } }, select: { id: true, code: true, questions: { orderBy: { number: 'asc' }, select: { number: true, text: true } } } })
  return seen.flatMap(({ id, consultId, position, minutes, state }) => {
    const consult = consults.find((one) => one.id === consultId)
    return consult ? [{ id, position, minutes, state, consult }] : []
  })
}
