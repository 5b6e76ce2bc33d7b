import { z } from '~/platform/zod'
import { db } from '~/platform/database/database.server'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce, type Addressee } from '~/domain/notifications/announce.server'
import { isPressing } from '~/domain/notifications/plan'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { peopleWith } from '~/domain/people/queries.server'
import { conferenceNotices, type ConferenceParty } from './notices'

const facts = z.object({ when: z.string().optional(), withdrawn: z.boolean().optional() })

/** Told in other words already: one that opens at once says so itself, one that was withdrawn went with its consult. */
const isSaid = ({ name, facts: given }: Event): boolean => {
  const { when, withdrawn = false } = facts.parse(given)
  return withdrawn || (name === 'conference.arranged' && when === 'now')
}

/** Listener: tells the members of a conference what happened to it. At most once per person and event. */
export async function tellConference(event: Event): Promise<void> {
  // Whatever comes next with a conference, what was asked before is over; who else is called into a call answers for nobody.
  if (event.name !== 'conference.joined') await settleNotices({ about: `/conferences/${event.subjectId}`, before: event.at })
  const notices = conferenceNotices[event.name] ?? []
  if (notices.length === 0 || isSaid(event)) return
  const conference = await load(event.subjectId)
  if (!conference) return
  const { consult, members, startsAt } = conference
  const names = await hospitalNames([consult.supportingId], event.at)
  const params = { code: consult.code, level: consult.level, hospital: names.get(consult.supportingId)?.shortName ?? '', time: startsAt.toISOString() }
  const people = async (party: ConferenceParty): Promise<Addressee[]> => party === 'supportingCoordinators'
    ? (await peopleWith(db, { hospitalId: consult.supportingId, role: 'coordinator' })).map((personId) => ({ personId, hospitalId: consult.supportingId }))
    : members.filter(({ role }) => role === party)
  const told = new Set<string>()
  for (const { to, kind, page, urgent = false, rings = false } of notices) {
    const wanted = (await Promise.all(to.map(people))).flat().filter(({ personId }) => !told.has(personId))
    wanted.forEach(({ personId }) => told.add(personId))
    const href = `/conferences/${event.subjectId}${page === 'room' ? '/room' : ''}`
    await announce({ eventId: event.id, at: event.at, by: event.personId, to: wanted, kind, params, href, urgent, level: consult.level, rings: rings && isPressing(consult.level) })
  }
}

/** Unscoped: the listener acts for nobody. */
async function load(conferenceId: string) {
  const conference = await db.conference.findUnique({ where: { id: conferenceId }, select: { consultId: true, startsAt: true, members: { select: { personId: true, hospitalId: true, role: true } } } })
  if (!conference) return null
  const consult = await db.consult.findUnique({ where: { id: conference.consultId }, select: { code: true, level: true, supportingId: true } })
  if (!consult?.code || !consult.level || !consult.supportingId) return null
  return { ...conference, consult: { code: consult.code, level: consult.level, supportingId: consult.supportingId } }
}
