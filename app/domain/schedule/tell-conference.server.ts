import { z } from '~/platform/zod'
import { db } from '~/platform/database/database.server'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce, type Addressee } from '~/domain/notifications/announce.server'
import { isPressing } from '~/domain/notifications/plan'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { peopleWith } from '~/domain/people/queries.server'
import { invitationMail } from './invitation-mail.server'
import { calendarCards, cardColumns } from './calendar-card.server'
import { isPrepared } from './policy'
import { conferenceNotices, type ConferenceParty } from './notices'

const facts = z.object({
  when: z.string().optional(), before: z.string().optional(), afterwards: z.boolean().optional(), newId: z.uuid().optional(), withdrawn: z.boolean().optional(), sequence: z.number().optional(), startsAt: z.iso.datetime().transform((text) => new Date(text)).optional(), endsAt: z.iso.datetime().transform((text) => new Date(text)).optional(),
})

/** Listener: tells the members of a conference what happened to it. At most once per person and event. */
export async function tellConference(event: Event): Promise<void> {
  // Whatever comes next with a conference, what was asked before is over; who else is called into a call answers for nobody.
  if (event.name !== 'conference.joined') await settleNotices({ about: `/conferences/${event.subjectId}`, before: event.at })
  const notices = conferenceNotices[event.name] ?? []
  const { when, before, afterwards = false, newId, withdrawn = false, ...then } = facts.parse(event.facts)
  const isEmergency = event.name === 'conference.arranged' && when === 'now'
  // One that was only being prepared nobody had been told of; one that opens at once says so itself, but a head is asked for a word afterwards.
  if (notices.length === 0 || (before !== undefined && isPrepared({ state: before }))) return
  const conference = await load(event.subjectId)
  // Withdrawn with its consult when it had been held: nothing in a calendar changes.
  if (!conference || (event.name === 'conference.notHeld' && withdrawn && conference.state !== 'notHeld')) return
  if (isEmergency && conference.approval !== 'awaiting') return
  const { members, hostId, card, createdById } = conference
  const names = await hospitalNames([hostId], event.at)
  const params = { code: card.codes.join(', '), level: card.level, hospital: names.get(hostId)?.shortName ?? '', time: (then.startsAt ?? conference.startsAt).toISOString() }
  const withRole = async (role: 'coordinator' | 'head'): Promise<Addressee[]> => (await peopleWith(db, { hospitalId: hostId, role })).map((personId) => ({ personId, hospitalId: hostId }))
  const people = async (party: ConferenceParty): Promise<Addressee[]> => {
    if (party === 'supportingCoordinators') return withRole('coordinator')
    if (party === 'heads') return (await withRole('head')).filter(({ personId }) => personId !== createdById)
    if (party === 'arranger') return [{ personId: createdById, hospitalId: hostId }]
    return members.filter(({ role, personId }) => role === party && personId !== newId)
  }
  const isMember = ({ personId }: Addressee) => members.some((member) => member.personId === personId)
  const told = new Set<string>()
  for (const { to, kind, page, urgent = false, rings = false, calendar: method } of isEmergency ? conferenceNotices['conference.submitted'] ?? [] : notices) {
    const wanted = (await Promise.all(to.map(people))).flat().filter(({ personId }) => !told.has(personId))
    wanted.forEach(({ personId }) => told.add(personId))
    const href = `/conferences/${event.subjectId}${page === 'conference' || (page === 'plan' && afterwards) ? '' : `/${page}`}`
    // An agenda that changes in the open room changes nobody's calendar.
    const calendar = method && (method === 'CANCEL' || conference.state === 'planned') ? await invitationMail(event.subjectId, method, { ...then, at: event.at }) : null
    const given = { eventId: event.id, at: event.at, by: event.personId, kind, params, href, urgent, level: card.level, rings: rings && isPressing(card.level) }
    const invited = calendar ? wanted.filter(isMember) : []
    // What was withdrawn was told with its consult; the calendars are told here.
    if (calendar) await announce({ ...given, to: invited, calendar, calendarOnly: withdrawn })
    if (!withdrawn) await announce({ ...given, to: wanted.filter((one) => !invited.includes(one)) })
  }
}

/** Unscoped: the listener acts for nobody. */
async function load(conferenceId: string) {
  const conference = await db.conference.findUnique({ where: { id: conferenceId }, select: { ...cardColumns, hostId: true, createdById: true, approval: true, members: { select: { personId: true, hospitalId: true, role: true } } } })
  const [card] = conference ? await calendarCards([conference]) : []
  if (!conference?.hostId || !card || card.codes.length === 0) return null
  return { ...conference, hostId: conference.hostId, card }
}
