import { aheadOfDatabase } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { together } from '~/platform/together'
import type { Actor } from './actor'

const quarterHour = '15 minutes'

interface Opened { subject: string; subjectId: string; part: 'record' | 'file' | 'paper' | 'room'; basis: string }

/** Opening a named record leaves a row: once per person, consult, part and 15 minutes. The row stands before anything is shown. */
export const recordAccess = ({ personId, membershipId, hospitalId }: Actor, opened: Opened): Promise<void> =>
  keep({ personId, membershipId, hospitalId, ...opened })

// When a room comes back after a cut, hundreds open the same record at once: one statement, however many they are.
const keep = together((rows: (Opened & Pick<Actor, 'personId' | 'membershipId' | 'hospitalId'>)[]) => {
  const given = JSON.stringify(rows.map((row) => ({ id: newId(), ...row })))
  return db.$executeRaw`
    insert into "Access" ("id", "at", "slot", "personId", "membershipId", "hospitalId", "subject", "subjectId", "part", "basis")
    select g."id", t."at", date_bin(${quarterHour}::interval, t."at", timestamptz 'epoch'), g."personId", g."membershipId", g."hospitalId", g."subject", g."subjectId", g."part", g."basis"
    from jsonb_to_recordset(${given}::jsonb) as g("id" uuid, "personId" uuid, "membershipId" uuid, "hospitalId" uuid, "subject" text, "subjectId" uuid, "part" text, "basis" text)
      cross join (select now() + ${aheadOfDatabase()} * interval '1 millisecond' as "at") t
    on conflict do nothing`
})
