import type { Event } from '~/domain/audit/relay.server'
import { hospitalNames } from '~/domain/hospitals/queries.server'
import { announce } from '~/domain/notifications/announce.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { db, type Tx } from '~/platform/database/database.server'
import { z } from '~/platform/zod'
import { confirmingRoles } from './confirming'

const facts = z.object({ itemId: z.uuid(), consultId: z.uuid(), role: z.enum(confirmingRoles).optional(), personId: z.uuid().optional(), turn: z.boolean().optional() })

/** Where the minutes of one consult of a conference are read and confirmed. */
const minutesPath = (conferenceId: string, itemId: string): string => `/conferences/${conferenceId}?item=${itemId}`

const turns = { scribe: 'minutesForScribe', chair: 'minutesForChair', treating: 'minutesForTreating' } as const

/** Listener: whoever's turn it is to confirm minutes is told, whatever was asked about them before is over. Somebody named who comes later is told that too. */
export async function tellMinutes({ id: eventId, at, name, subjectId: conferenceId, personId: by, facts: given }: Event): Promise<void> {
  const parsed = facts.safeParse(given)
  if (!parsed.success) return
  const { itemId, consultId, role, personId, turn = false } = parsed.data
  const href = minutesPath(conferenceId, itemId)
  await settleNotices({ about: href, before: at })
  // Whoever is named at their turn is told of the turn.
  const kind = name === 'minutes.turn' && role ? turns[role] : name === 'minutes.named' && !turn ? 'minutesNamed' : null
  if (!kind || !personId) return
  const [conference, consult] = await Promise.all([
    db.conference.findUnique({ where: { id: conferenceId }, select: { startsAt: true, hostId: true, members: { where: { personId }, select: { hospitalId: true } } } }),
    db.consult.findUnique({ where: { id: consultId }, select: { code: true, level: true, requestingId: true } }),
  ])
  if (!conference?.hostId || !consult) return
  const hospital = (await hospitalNames([conference.hostId], at)).get(conference.hostId)?.shortName ?? ''
  const params = { code: consult.code ?? '', level: consult.level ?? 'routine', hospital, time: conference.startsAt.toISOString() }
  const to = [{ personId, hospitalId: role === 'treating' ? consult.requestingId : conference.members[0]?.hospitalId ?? conference.hostId }]
  await announce({ eventId, at, by, to, kind, params, href, urgent: kind !== 'minutesNamed', level: consult.level ?? 'routine' })
}

/** Listener: of minutes whose consult was withdrawn nobody has to confirm anything any more. */
export async function settleDropped({ subjectId: conferenceId, at: before }: Event): Promise<void> {
  const items = await db.agendaItem.findMany({ where: { conferenceId, state: { in: ['dropped', 'moved'] } }, select: { id: true } })
  for (const { id } of items) await settleNotices({ about: minutesPath(conferenceId, id), before })
}

/** Topics of open pages that show the minutes. */
export async function audienceOfMinutes(tx: Pick<Tx, 'conferenceMember'>, { conferenceId, consultId }: { conferenceId: string; consultId: string }): Promise<string[]> {
  const members = await tx.conferenceMember.findMany({ where: { conferenceId }, select: { personId: true } })
  return [`conference:${conferenceId}`, `consult:${consultId}`, ...members.map(({ personId }) => `person:${personId}`)]
}
