import type { Actor } from '~/domain/audit/actor'
import { aheadOfDatabase } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { HospitalKind, Role } from '~/platform/database/enums'
import { askTogether } from '~/platform/together'
import { holdsOn } from './actor.server'

/** Nulls where the membership is not (or no longer) this person's. */
interface Held { hospitalId: string | null; hospitalKind: HospitalKind | null; departmentId: string | null; roles: Role[] | null; validFrom: Date | null; validUntil: Date | null }

/** A sign-in as it stands in the database, good or not, with whose it is and the membership it works with; and the time it was read. */
export interface FoundSignIn extends Held {
  tokenHash: string
  personId: string
  membershipId: string
  userAgent: string
  address: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  fullName: string
  title: string
  locked: boolean
  now: Date
}

/**
 * Reads a sign-in by its hash, unjudged. Each asking is answered from the database as it is after the asking, but hundreds who ask at the
 * same moment (after a cut) share one statement; nothing is kept for later.
 */
export const readSignIn = askTogether(async (hashes: string[]): Promise<(FoundSignIn | null)[]> => {
  const rows = await db.$queryRaw<FoundSignIn[]>`
    select s."tokenHash", s."personId", s."membershipId", s."userAgent", s."address", s."createdAt", s."lastSeenAt", s."expiresAt",
      p."fullName", p."title", p."locked", m."hospitalId", h."kind"::text as "hospitalKind", m."departmentId", m."roles"::text[] as "roles", m."validFrom", m."validUntil", now() as "now"
    from "SignIn" s join "Person" p on p."id" = s."personId"
      left join "Membership" m on m."id" = s."membershipId" and m."personId" = s."personId"
      left join "Hospital" h on h."id" = m."hospitalId"
    where s."tokenHash" = any(${hashes})`
  const ahead = aheadOfDatabase()
  const found = new Map(rows.map((row) => [row.tokenHash, { ...row, now: new Date(row.now.getTime() + ahead) }]))
  return hashes.map((hash) => found.get(hash) ?? null)
})

/** The person acting under the membership of their sign-in; null when it is not theirs or does not hold today. */
export function actorIn({ personId, membershipId, hospitalId, hospitalKind, departmentId, roles, validFrom, validUntil, fullName, title, now }: FoundSignIn): Actor | null {
  if (!hospitalId || !hospitalKind || !roles || !validFrom || !holdsOn({ validFrom, validUntil }, now)) return null
  return { personId, membershipId, hospitalId, hospitalKind, departmentId, roles, fullName, title }
}
