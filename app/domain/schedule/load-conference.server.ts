import type { Actor } from '~/domain/audit/actor'
import { rightsOf } from '~/domain/consults/rights'
import { has } from '~/domain/audit/actor'
import type { AgendaState } from '~/platform/database/enums'
import type { Tx } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'
import { isPrepared, mayConference, type ConferenceScope } from './policy'

/** A consult in its place on the agenda. */
export interface AgendaLine {
  id: string
  consultId: string
  requestingId: string
  position: number
  minutes: number
  state: AgendaState
  presenterId: string | null
  /** what this actor may see of it: with the patient's name, without it, or nothing */
  sees: 'named' | 'deidentified' | null
}

/** A conference as its verbs read it: with its agenda, and the hospitals whose consults are on it. */
export interface LoadedConference extends ConferenceScope {
  id: string
  title: string
  /** in order, with what was postponed or dropped */
  agenda: AgendaLine[]
  startsAt: Date
  endsAt: Date
  openedAt: Date | null
  /** of its invitation */
  sequence: number
}

const columns = {
  id: true, title: true, kind: true, state: true, hostId: true, approval: true, startsAt: true, endsAt: true, openedAt: true, createdById: true, sequence: true,
  members: { select: { personId: true, hospitalId: true, role: true } },
  agenda: { orderBy: { position: 'asc' }, select: { id: true, consultId: true, position: true, minutes: true, state: true, presenterId: true } },
} as const
const access = { select: { hospitalId: true, personId: true, role: true, departmentId: true, kind: true, deidentified: true, validFrom: true, validUntil: true } } as const

/** A conference as it stands in the database, whoever asks. */
type ConferenceRows = Awaited<ReturnType<typeof readConference>>

/** Unscoped: seenConference says what of it somebody may see. Apart from it, so that many who ask at the same moment can share one reading. */
export async function readConference(tx: Pick<Tx, 'conference' | 'consult'>, conferenceId: string) {
  const conference = await tx.conference.findUnique({ where: { id: conferenceId }, select: columns })
  if (!conference) throw notFound()
  const consults = await tx.consult.findMany({ where: { id: { in: conference.agenda.map(({ consultId }) => consultId) } }, select: { id: true, requestingId: true, access } })
  return { conference, consults }
}

/**
 * Holds a conference until the transaction ends, before it is read: of two who change, end or publish it at once the second reads what the
 * first one left. Always first of all rows that a verb holds, several in the order of their ids, so that none wait for each other.
 */
export async function holdConference(tx: Pick<Tx, '$executeRaw'>, ...conferenceIds: string[]): Promise<void> {
  for (const id of conferenceIds.sort()) await tx.$executeRaw`select 1 from "Conference" where "id" = ${id}::uuid for update`
}

/** The conference, if one of its consults is one that this actor may see now, or if it has none yet and is theirs; otherwise a 404. */
export async function loadConference(tx: Pick<Tx, 'conference' | 'consult'>, actor: Actor, conferenceId: string, now: Date): Promise<LoadedConference> {
  return seenConference(actor, await readConference(tx, conferenceId), now)
}

/** The same of rows that were just read. */
export function seenConference(actor: Actor, rows: ConferenceRows, now: Date): LoadedConference {
  const conference = scoped(actor, rows, now)
  // Of one that is being prepared nobody knows but those who prepare it.
  if ((isPrepared(conference) || wasDraft(conference)) && !mayConference.arranged(actor, conference)) throw notFound()
  const isTheirs = conference.members.some(({ personId, hospitalId }) => personId === actor.personId && hospitalId === actor.hospitalId) || (has(actor, 'coordinator') && actor.hospitalId === conference.hostId)
  if (!conference.agenda.some(({ sees }) => sees !== null) && !(conference.agenda.length === 0 && isTheirs)) throw notFound()
  return conference
}

/** Called off before anybody was told of it: forgetMembers. */
const wasDraft = ({ kind, members }: Pick<LoadedConference, 'kind' | 'members'>): boolean => kind === 'conference' && members.length === 0

/** Unscoped: whoever calls has asked already, or is led here by another conference of the same hospital. */
export async function loadUnseen(tx: Pick<Tx, 'conference' | 'consult'>, actor: Actor, conferenceId: string, now: Date): Promise<LoadedConference> {
  return scoped(actor, await readConference(tx, conferenceId), now)
}

function scoped(actor: Actor, { conference, consults }: ConferenceRows, now: Date): LoadedConference {
  const agenda = conference.agenda.flatMap((line): AgendaLine[] => {
    const consult = consults.find(({ id }) => id === line.consultId)
    if (!consult) return []
    const { kinds, identified } = rightsOf(actor, consult.access, now)
    return [{ ...line, requestingId: consult.requestingId, sees: kinds.length === 0 ? null : identified ? 'named' : 'deidentified' }]
  })
  return { ...conference, agenda }
}

/** The consults it is about: those waiting for it and those it has dealt with. */
export const onAgenda = ({ agenda }: Pick<LoadedConference, 'agenda'>): AgendaLine[] => agenda.filter(({ state }) => state === 'waiting' || state === 'done')

/** The one consult of a quick call or an alert. */
export function consultOfCall({ agenda: [line] }: Pick<LoadedConference, 'agenda'>): AgendaLine {
  if (!line) throw new Error('A call is about a consult')
  return line
}

/** A line of the agenda by its id, of those that are still on it; a 404 otherwise. */
export function lineOf(conference: Pick<LoadedConference, 'agenda'>, itemId: string): AgendaLine {
  const line = onAgenda(conference).find(({ id }) => id === itemId)
  if (!line || line.sees === null) throw notFound()
  return line
}
