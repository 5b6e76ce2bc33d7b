import type { Actor } from '~/domain/audit/actor'
import { departmentNames, hospitalNames, type HospitalCard } from '~/domain/hospitals/queries.server'
import { nowIn } from '~/platform/clock.server'
import { db, type Tx } from '~/platform/database/database.server'
import type { Role } from '~/platform/database/enums'
import { byGivenName } from '~/platform/names'
import { holding } from './actor.server'
import { idleFor } from './limits'

export interface PersonName { id: string; fullName: string; title: string }
export interface Contact extends PersonName { telephone: string | null; email: string | null }
export interface Member extends Contact { membershipId: string; hospitalId: string; departmentId: string | null; specialtyCode: string | null; position: string }

/** Names and titles by id. Unscoped: whoever may read a record may read the names of those who wrote it. */
export async function personNames(ids: readonly string[], tx: Tx | typeof db = db): Promise<Map<string, PersonName>> {
  const rows = await tx.person.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, fullName: true, title: true } })
  return new Map(rows.map((row) => [row.id, row]))
}

/** The same with telephone and e-mail: for mails, and for a room whose sound failed. */
export async function contactsOf(ids: readonly string[], tx: Tx | typeof db = db): Promise<Map<string, Contact>> {
  const rows = await tx.person.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, fullName: true, title: true, telephone: true, email: true } })
  return new Map(rows.map((row) => [row.id, row]))
}

interface Wanted { hospitalId: string; role?: Role; specialtyCode?: string; at?: Date }

/** Who works for a hospital today, with a role or a specialty if asked, by given name; locked people are left out. */
export async function membersOf({ hospitalId, role, specialtyCode, at }: Wanted, tx: Tx | typeof db = db): Promise<Member[]> {
  const rows = await tx.membership.findMany({
    where: { AND: [{ hospitalId, person: { locked: false } }, role ? { roles: { has: role } } : {}, specialtyCode ? { specialtyCode } : {}, holding(at ?? await nowIn(tx))] },
    select: {
      id: true, hospitalId: true, departmentId: true, specialtyCode: true, position: true,
      person: { select: { id: true, fullName: true, title: true, telephone: true, email: true } },
    },
  })
  return rows.map(({ id: membershipId, person, ...membership }) => ({ membershipId, ...membership, ...person })).sort(byGivenName)
}

/** Ids of the people with a role at a hospital today: whom a notice goes to. */
export async function peopleWith(tx: Tx | typeof db, wanted: { hospitalId: string; role: Role; at?: Date }): Promise<string[]> {
  const people = await membersOf(wanted, tx)
  return [...new Set(people.map(({ id }) => id))]
}

export interface MembershipLine { id: string; hospital: HospitalCard | null; department: string; position: string; roles: Role[]; current: boolean }

/** One's own memberships that hold today; the one in use is marked. */
export async function ownMemberships(actor: Actor): Promise<MembershipLine[]> {
  const rows = await db.membership.findMany({
    where: { AND: [{ personId: actor.personId }, holding(await nowIn(db))] }, orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    select: { id: true, hospitalId: true, departmentId: true, position: true, roles: true },
  })
  const [hospitals, departments] = await Promise.all([
    hospitalNames(rows.map(({ hospitalId }) => hospitalId)),
    departmentNames(rows.flatMap(({ departmentId }) => departmentId ?? [])),
  ])
  return rows.map(({ id, hospitalId, departmentId, position, roles }) => ({
    id, position, roles, hospital: hospitals.get(hospitalId) ?? null, department: (departmentId && departments.get(departmentId)) || '', current: id === actor.membershipId,
  }))
}

/** What the head of every page says: who works here, for which hospital, and what else they could switch to. */
export async function personSummary(actor: Actor) {
  const memberships = await ownMemberships(actor)
  const current = memberships.find((membership) => membership.current)
  return {
    personId: actor.personId, membershipId: actor.membershipId, fullName: actor.fullName, title: actor.title,
    position: current?.position ?? '', department: current?.department ?? '', hospital: current?.hospital ?? null, memberships,
  }
}

/** One's own sign-ins that still hold, the one at hand first. `handle` is the hash, which opens nothing. */
export async function ownSignIns(actor: Actor, here: string) {
  const now = await nowIn(db)
  const rows = await db.signIn.findMany({
    where: { personId: actor.personId, expiresAt: { gt: now }, lastSeenAt: { gt: new Date(now.getTime() - idleFor) } },
    orderBy: { lastSeenAt: 'desc' }, select: { tokenHash: true, createdAt: true, lastSeenAt: true, userAgent: true, address: true },
  })
  const lines = rows.map(({ tokenHash, ...signIn }) => ({ handle: tokenHash, here: tokenHash === here, ...signIn }))
  return [...lines.filter((line) => line.here), ...lines.filter((line) => !line.here)]
}
