import { db } from '~/platform/database/database.server'
import { nowIn } from '~/platform/clock.server'
import { newId } from '~/platform/id'
import { together } from '~/platform/together'
import type { Actor } from './actor'

const quarterHour = 15 * 60_000

interface Opened { subject: string; subjectId: string; part: 'record' | 'file' | 'paper' | 'room'; basis: string }

/** Opening a named record leaves a row: once per person, consult, part and 15 minutes. The row stands before anything is shown. */
export const recordAccess = ({ personId, membershipId, hospitalId }: Actor, opened: Opened): Promise<void> =>
  keep({ personId, membershipId, hospitalId, ...opened })

// When a room comes back after a cut, hundreds open the same record at once.
const keep = together(async (rows: (Opened & Pick<Actor, 'personId' | 'membershipId' | 'hospitalId'>)[]) => {
  const at = await nowIn(db)
  const slot = new Date(Math.floor(at.getTime() / quarterHour) * quarterHour)
  await db.access.createMany({ data: rows.map((row) => ({ id: newId(), at, slot, ...row })), skipDuplicates: true })
})
