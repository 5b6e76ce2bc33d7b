import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { newId } from '~/platform/id'
import type { Actor } from './actor'

const quarterHour = 15 * 60_000

/** Opening a named record leaves a row: once per person, consult, part and 15 minutes. */
export async function recordAccess(actor: Actor, opened: { subject: string; subjectId: string; part: 'record' | 'file' | 'paper' | 'room'; basis: string }): Promise<void> {
  const at = await nowIn(db)
  await db.access.createMany({
    data: [{
      id: newId(), at, slot: new Date(Math.floor(at.getTime() / quarterHour) * quarterHour),
      personId: actor.personId, membershipId: actor.membershipId, hospitalId: actor.hospitalId, ...opened,
    }],
    skipDuplicates: true,
  })
}
