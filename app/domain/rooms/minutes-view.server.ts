import type { Actor } from '~/domain/audit/actor'
import { papersOf } from '~/domain/documents/queries.server'
import { personNames, type PersonName } from '~/domain/people/queries.server'
import { onAgenda, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { mayConference } from '~/domain/schedule/policy'
import { possible } from '~/domain/consults/lifecycle'
import { db } from '~/platform/database/database.server'
import type { ConfirmingRole } from '~/platform/database/enums'
import { confirmingOrder, holderOf, nextToConfirm, stillToConfirm, type Confirming } from './confirming'
import type { LoadedMinutes } from './load-minutes.server'
import { frozenMinutes } from './stored-minutes'
import { holdersGone, successors, successorsOfTreating, treatingGone } from './successors.server'

const withConfirmations = { confirmations: { where: { withdrawnAt: null }, orderBy: { at: 'asc' } } } as const

/** The minutes of a line of an agenda as their page shows them to this person, and what may be done with them; null before the conference is over. */
export async function minutesView(actor: Actor, conference: LoadedConference, itemId: string, now: Date) {
  const row = await db.minutes.findFirst({ where: { itemId }, orderBy: { version: 'desc' }, include: withConfirmations })
  const line = onAgenda(conference).find(({ id }) => id === itemId)
  if (!row || !line) return { minutes: null, gone: [], papers: [], confirm: null, may: { write: false, sign: false, correct: false } }
  const [consult, earlier, papers] = await Promise.all([
    db.consult.findUniqueOrThrow({ where: { id: line.consultId }, select: { state: true, answerId: true } }),
    db.minutes.findMany({ where: { itemId, version: { lt: row.version } }, orderBy: { version: 'desc' }, select: { id: true, version: true, confirmedAt: true } }), papersOf(line.consultId),
  ])
  const frozen = frozenMinutes(row)
  const waits = row.confirmedAt === null
  const people = await namesIn(row, frozen)
  const own = papers.filter(({ kind, supersededAt }) => (kind === 'minutes' || kind === 'fullMinutes') && supersededAt === null)
  return {
    minutes: {
      id: row.id, version: row.version, reason: row.reason, summary: row.summary, diagnosis: row.diagnosis, overall: row.overall, treatmentPlan: row.treatmentPlan, change: row.change, draftVersion: row.draftVersion,
      road: row.road, number: row.number, printedSha256: row.printedSha256, printedAt: row.printedAt?.toISOString() ?? null, scanned: row.scanSha256 !== null,
      ...frozen, people: Object.fromEntries(people),
      named: frozen.named.map(({ formerId, personId, ...one }) => ({ ...one, former: people.get(formerId) ?? null, by: people.get(personId) ?? null })),
      order: confirmingOrder.parse(row.order).map((role) => ({ role, person: people.get(holderOf(row, role)) ?? null })), still: waits ? stillToConfirm(row) : [],
      confirmations: row.confirmations.map(({ role, at, method, personId }) => ({ role, method, at: at.toISOString(), person: people.get(personId) ?? null })), confirmedAt: row.confirmedAt?.toISOString() ?? null,
      earlier: earlier.map(({ id, version, confirmedAt }) => ({ id, version, at: confirmedAt?.toISOString() ?? null })),
    },
    gone: waits ? await placesGone(actor, conference, row, line.requestingId, now) : [],
    papers: own.map(({ id, kind, version }) => ({ id, kind, version })),
    /** in which place it is one's turn to confirm */
    confirm: waits ? turnOf(actor, row) : null,
    may: {
      write: waits && mayConference.writeMinutes(actor, conference), sign: waits && mayConference.signOnPaper(actor, conference, row),
      correct: !waits && mayConference.correctMinutes(actor, conference) && possible('correct', consult.state) && consult.answerId === row.id,
    },
  }
}
export type MinutesView = NonNullable<Awaited<ReturnType<typeof minutesView>>['minutes']>
type Row = LoadedMinutes

const namesIn = (row: Row, { named, nextSteps, conclusions, attendance }: ReturnType<typeof frozenMinutes>): Promise<Map<string, PersonName>> => personNames([
  row.scribeId, row.chairId, row.treatingId, ...row.confirmations.map(({ personId }) => personId), ...named.flatMap(({ formerId, personId }) => [formerId, personId]), ...attendance.map(({ personId }) => personId),
  ...nextSteps.flatMap(({ personId }) => (personId ? [personId] : [])), ...conclusions.flatMap(({ opinions }) => opinions.map(({ personId }) => personId)),
])

const turnOf = (actor: Actor, minutes: Confirming): ConfirmingRole | null => {
  const role = nextToConfirm(minutes)
  return role && holderOf(minutes, role) === actor.personId ? role : null
}

/** Places that nobody fills any more, with those whom this person may name for them. */
async function placesGone(actor: Actor, conference: LoadedConference, row: Row, requestingId: string, now: Date) {
  const still = stillToConfirm(row)
  const places = (await holdersGone(db, conference, now)).filter((role) => still.includes(role))
  const names = mayConference.nameHolder(actor, conference)
  const gone = await Promise.all(places.map(async (role) => ({ role: role as ConfirmingRole, successors: names ? (await successors(db, conference, role, now)).map(({ personId, fullName, title, hospitalId }) => ({ personId, fullName, title, hospitalId })) : null })))
  if (!still.includes('treating') || !(await treatingGone(db, { personId: row.treatingId, requestingId }, now))) return gone
  const namesTreating = mayConference.nameTreating(actor, conference, requestingId)
  return [...gone, { role: 'treating' as const, successors: namesTreating ? await successorsOfTreating(db, { requestingId, formerId: row.treatingId }, now) : null }]
}
