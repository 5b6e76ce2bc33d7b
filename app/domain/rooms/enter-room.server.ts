import type { Actor } from '~/domain/audit/actor'
import { recordAccess } from '~/domain/audit/access.server'
import { db } from '~/platform/database/database.server'
import type { ConferenceRole } from '~/platform/database/enums'
import { notFound } from '~/platform/problem'

/** May this person, acting for this hospital, be in this room? A room that has closed may still be read by those who were invited. */
export async function enterRoom(actor: Actor, conferenceId: string): Promise<{ role: ConferenceRole; open: boolean }> {
  const rows = await db.$queryRaw<{ role: ConferenceRole; open: boolean; consultId: string }[]>`
    select m."role", r."closedAt" is null as "open", c."consultId" from "ConferenceMember" m
    join "Conference" c on c."id" = m."conferenceId" join "Room" r on r."conferenceId" = m."conferenceId"
    where m."conferenceId" = ${conferenceId}::uuid and m."personId" = ${actor.personId}::uuid and m."hospitalId" = ${actor.hospitalId}::uuid`
  const [found] = rows
  if (!found) throw notFound()
  await recordAccess(actor, { subject: 'consult', subjectId: found.consultId, part: 'room', basis: `conference:${conferenceId}` })
  return { role: found.role, open: found.open }
}
