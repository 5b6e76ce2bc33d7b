import type { Actor } from '~/domain/audit/actor'
import { hospitalNames, type HospitalCard } from '~/domain/hospitals/queries.server'
import { dutyTelephones } from '~/domain/people/duty-telephones.server'
import { contactsOf } from '~/domain/people/queries.server'
import { loadConference, onAgenda, type AgendaLine, type LoadedConference } from '~/domain/schedule/load-conference.server'
import { listedFiles, sentFiles } from '~/domain/consults/file-scope'
import { mayConference, roleIn } from '~/domain/schedule/policy'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { notFound } from '~/platform/problem'
import type { ConferenceRole } from '~/platform/database/enums'
import { enterRoom } from './enter-room.server'
import { currentState } from './live-rooms.server'

export interface RoomPerson {
  personId: string
  fullName: string
  title: string
  telephone: string | null
  role: ConferenceRole
  hospitalId: string
}
export interface RoomHospital { id: string; code: string; name: string; telephone: string; senior: boolean }

/** The people of a conference and their hospitals, the one that runs it first; chair and scribe first within it. */
export async function peopleOf({ members, hostId, agenda }: LoadedConference, now: Date): Promise<{ people: RoomPerson[]; hospitals: RoomHospital[] }> {
  const ids = members.map(({ personId }) => personId)
  const partIds = [...new Set([...(hostId ? [hostId] : []), ...onAgenda({ agenda }).map(({ requestingId }) => requestingId), ...members.map(({ hospitalId }) => hospitalId)])]
  const [contacts, onDuty, cards] = await Promise.all([contactsOf(ids), dutyTelephones(db, ids, now), hospitalNames(partIds)])
  const order: ConferenceRole[] = ['chair', 'deputy', 'scribe', 'specialist', 'presenter', 'observer', 'technician']
  const people = members
    .map(({ personId, hospitalId, role }) => {
      const contact = contacts.get(personId)
      return { personId, hospitalId, role, fullName: contact?.fullName ?? '', title: contact?.title ?? '', telephone: onDuty({ personId, hospitalId })[0] ?? contact?.telephone ?? null }
    })
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
  const shown = (card: HospitalCard | undefined): RoomHospital[] =>
    card ? [{ id: card.id, code: card.badge, name: card.name, telephone: card.telephone, senior: card.id === hostId }] : []
  return { people, hospitals: partIds.flatMap((id) => shown(cards.get(id))) }
}

/** Everything the room's page shows before its socket is up. Members only, while it is open. */
export async function roomPage(actor: Actor, conferenceId: string) {
  const now = await nowIn(db)
  const conference = await loadConference(db, actor, conferenceId, now)
  const role = roleIn(actor, conference)
  if (!role) throw notFound()
  if (!mayConference.enter(actor, conference)) return null
  await enterRoom(actor, conferenceId)
  const lines = onAgenda(conference).filter(({ sees }) => sees !== null)
  // A call reaches people who have not taken the consult on, and a conference people of other hospitals: they talk about it without its name.
  const [items, state, { people, hospitals }, sites, later] = await Promise.all([Promise.all(lines.map(itemOfRoom)), currentState(conferenceId), peopleOf(conference, now), contactsOfSites(conferenceId), laterConferences(actor, conference, now)])
  return {
    conferenceId, kind: conference.kind, items, people, hospitals, sites, later, state,
    openedAt: (conference.openedAt ?? conference.startsAt).toISOString(), now: now.toISOString(),
    me: { personId: actor.personId, role, runs: mayConference.close(actor, conference), endsCall: mayConference.endCall(actor, conference) },
  }
}

/** Whom to telephone at each place that takes part. */
const contactsOfSites = (conferenceId: string) =>
  db.conferenceSite.findMany({ where: { conferenceId, state: { not: 'declined' } }, orderBy: { name: 'asc' }, select: { id: true, name: true, contact: true, telephone: true } })

/** Where a consult may go from here: conferences of the same hospital that are still to come, for whoever leads this one's agenda. */
async function laterConferences(actor: Actor, conference: LoadedConference, now: Date) {
  // What else that hospital plans is nothing to a scribe of the other one.
  if (conference.hostId === null || actor.hospitalId !== conference.hostId || !mayConference.close(actor, conference)) return []
  const found = await db.conference.findMany({
    where: { hostId: conference.hostId, kind: 'conference', state: { in: ['draft', 'planned'] }, startsAt: { gt: now }, id: { not: conference.id } },
    orderBy: { startsAt: 'asc' }, take: 20, select: { id: true, title: true, startsAt: true },
  })
  return found.map(({ startsAt, ...one }) => ({ ...one, startsAt: startsAt.toISOString() }))
}

const itemOfRoom = async ({ id, consultId, requestingId, position, minutes, presenterId, sees }: AgendaLine) =>
  ({ id, position, minutes, requestingId, presenterId, identified: sees === 'named', consult: await readConsult(consultId, sees === 'named') })

async function readConsult(consultId: string, identified: boolean) {
  const { identity, files, ...consult } = await db.consult.findUniqueOrThrow({
    where: { id: consultId },
    select: {
      id: true, code: true, specialtyCode: true, sex: true, ageValue: true, ageUnit: true, situation: true,
      identity: { select: { unidentified: true, patientName: true } },
      questions: { orderBy: { number: 'asc' }, select: { number: true, text: true } },
      files: { where: { ...sentFiles, ...listedFiles }, orderBy: { at: 'asc' }, select: { id: true, name: true, mediaType: true, thumbnail: true } },
    },
  })
  return {
    ...consult, patientName: identified ? identity?.patientName ?? null : null,
    files: (identified ? files : []).map(({ thumbnail, ...file }) => ({ ...file, hasThumbnail: thumbnail !== null, isPicture: file.mediaType.startsWith('image/') })),
  }
}
/** A consult of the agenda as this person may see it. */
export type RoomItem = Awaited<ReturnType<typeof itemOfRoom>>
export type RoomPage = NonNullable<Awaited<ReturnType<typeof roomPage>>>
