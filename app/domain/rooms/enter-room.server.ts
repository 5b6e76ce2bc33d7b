import type { Actor } from '~/domain/audit/actor'
import { recordAccess } from '~/domain/audit/access.server'
import { onAgenda, readConference, seenConference } from '~/domain/schedule/load-conference.server'
import { roleIn } from '~/domain/schedule/policy'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { nextFlight } from '~/platform/next-flight'
import { notFound } from '~/platform/problem'

// A room of 200 that comes back at once reads its 200 members once, not 200 times.
const readRoom = nextFlight(async (conferenceId) => {
  const rows = await readConference(db, conferenceId)
  return { rows, room: await db.room.findUnique({ where: { conferenceId }, select: { closedAt: true } }), now: await nowIn(db) }
})

/**
 * May this person, acting for this hospital, be in this room? A room that has closed may still be read by those who were
 * invited, as long as they may read every consult it dealt with: one log holds them all. Being in it is reading every named record on its agenda.
 */
export async function enterRoom(actor: Actor, conferenceId: string): Promise<{ role: ConferenceRole; open: boolean; now: Date }> {
  const { rows, room, now } = await readRoom(conferenceId)
  const conference = seenConference(actor, rows, now)
  const role = roleIn(actor, conference)
  if (!role || !room) throw notFound()
  const basis = `conference:${conferenceId}`
  const lines = onAgenda(conference)
  const seen = lines.filter(({ sees }) => sees !== null)
  if (room.closedAt !== null && seen.length < lines.length) throw notFound()
  await Promise.all(seen.map(({ consultId }) => recordAccess(actor, { subject: 'consult', subjectId: consultId, part: 'room', basis })))
  return { role, open: room.closedAt === null, now }
}
