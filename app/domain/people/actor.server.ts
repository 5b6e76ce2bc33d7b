import type { Actor } from '~/domain/audit/actor'
import { db, type Tx } from '~/platform/database/database.server'
import { todayInVietnam } from '~/platform/dates'

/** Memberships that hold on the day of `now` in Vietnam, both ends included. */
export function holding(now: Date) {
  const today = new Date(`${todayInVietnam(now)}T00:00:00Z`)
  return { validFrom: { lte: today }, OR: [{ validUntil: null }, { validUntil: { gte: today } }] }
}

/** The same of a membership that was read already. */
export function holdsOn({ validFrom, validUntil }: { validFrom: Date; validUntil: Date | null }, at: Date): boolean {
  const day = new Date(`${todayInVietnam(at)}T00:00:00Z`)
  return validFrom <= day && (validUntil === null || validUntil >= day)
}

/** Ids of a person's memberships that hold today, the longest-standing first. */
export async function validMemberships(personId: string, now: Date, tx: Tx | typeof db = db): Promise<string[]> {
  const rows = await tx.membership.findMany({ where: { AND: [{ personId }, holding(now)] }, orderBy: [{ validFrom: 'asc' }, { id: 'asc' }], select: { id: true } })
  return rows.map(({ id }) => id)
}

/** The person acting under one of their memberships; null when it is not theirs or does not hold today. */
export async function actorUnder(personId: string, membershipId: string, now: Date, tx: Tx | typeof db = db): Promise<Actor | null> {
  const membership = await tx.membership.findFirst({
    where: { AND: [{ id: membershipId, personId }, holding(now)] },
    select: { hospitalId: true, departmentId: true, roles: true, person: { select: { fullName: true, title: true } } },
  })
  if (!membership) return null
  const hospital = await tx.hospital.findUniqueOrThrow({ where: { id: membership.hospitalId }, select: { kind: true } })
  const { hospitalId, departmentId, roles, person } = membership
  return { personId, membershipId, hospitalId, hospitalKind: hospital.kind, departmentId, roles, ...person }
}
