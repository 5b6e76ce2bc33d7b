import { z } from '~/platform/zod'
import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce, type Addressee, type Announcement } from '~/domain/notifications/announce.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { db } from '~/platform/database/database.server'
import { calendarCards, cardColumns } from './calendar-card.server'
import { invitationMail } from './invitation-mail.server'

const facts = z.object({ personId: z.uuid().optional(), hospitalId: z.uuid().optional(), startsAt: z.iso.datetime().optional(), when: z.enum(['day', 'soon']).optional() })

type Telling = Pick<Announcement, 'to' | 'kind' | 'urgent' | 'calendar'> & { hospitalId?: string | null; time?: string; href?: string }

/** Listener: who answered an invitation how, whose proposal was not taken, who is no longer asked, and that it begins soon. */
export async function tellInvitation(event: Event): Promise<void> {
  const about = `/conferences/${event.subjectId}`
  const conference = await db.conference.findUnique({
    where: { id: event.subjectId },
    select: { ...cardColumns, createdById: true, members: { select: { personId: true, hospitalId: true, role: true } }, answers: { where: { supersededAt: null }, select: { personId: true, reply: true } } },
  })
  if (!conference || conference.state !== 'planned') return
  // Whoever answers has nothing more to do with what asked for it.
  if (event.personId && ['invitation.accepted', 'invitation.declined', 'invitation.proposed'].includes(event.name)) await settleNotices({ about, before: event.at, personId: event.personId })
  const telling = await tellingOf(event, conference)
  const [card] = telling ? await calendarCards([conference]) : []
  if (!telling || !card) return
  const { hospitalId, time, href = about, ...rest } = telling
  const names = hospitalId ? await hospitalNames([hospitalId], event.at) : undefined
  await announce({
    eventId: event.id, at: event.at, by: event.personId, href, level: card.level, ...rest,
    params: { code: card.codes.join(', '), level: card.level, hospital: names?.get(hospitalId ?? '')?.shortName ?? card.hospitals.join(', '), time: time ?? conference.startsAt.toISOString() },
  })
}

interface Told {
  createdById: string
  members: { personId: string; hospitalId: string; role: string }[]
  answers: { personId: string; reply: string }[]
}

async function tellingOf(event: Event, { createdById, members, answers }: Told): Promise<Telling | null> {
  const { personId, hospitalId, startsAt, when } = facts.parse(event.facts)
  const one: Addressee[] = personId && hospitalId ? [{ personId, hospitalId }] : []
  const comes = (who: string) => answers.find((answer) => answer.personId === who)?.reply !== 'declined'
  switch (event.name) {
    case 'invitation.declined': return { to: leading(createdById, members), kind: 'invitationDeclined', urgent: true, hospitalId: event.hospitalId }
    case 'invitation.proposed': return { to: leading(createdById, members), kind: 'timeProposed', urgent: true, hospitalId: event.hospitalId, ...(startsAt && { time: startsAt }) }
    case 'invitation.refused': return { to: one, kind: 'proposalRefused', urgent: true }
    case 'invitation.ended': {
      const calendar = await invitationMail(event.subjectId, 'CANCEL', event)
      return { to: one, kind: 'invitationEnded', href: '/schedule', ...(calendar && { calendar }) }
    }
    case 'invitation.added': {
      const calendar = await invitationMail(event.subjectId, 'REQUEST', event)
      return { to: one, kind: 'conferenceArranged', ...(calendar && { calendar }) }
    }
    case 'invitation.reminded': return { to: members.filter((member) => comes(member.personId)), kind: when === 'soon' ? 'conferenceSoon' : 'conferenceTomorrow', urgent: when === 'soon' }
    default: return null
  }
}

/** Chair, scribe and whoever arranged it, at the hospital the chair sits for. */
function leading(createdById: string, members: Told['members']): Addressee[] {
  const heads = members.filter(({ role }) => role === 'chair' || role === 'scribe')
  const chair = heads.find(({ role }) => role === 'chair')
  return [...heads, ...(chair && !members.some(({ personId }) => personId === createdById) ? [{ personId: createdById, hospitalId: chair.hospitalId }] : [])]
}
