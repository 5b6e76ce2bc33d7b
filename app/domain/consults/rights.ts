import type { AccessKind, Role } from '~/platform/database/enums'
import type { Actor } from '~/domain/audit/actor'

/** A row of ConsultAccess as policies read it. */
export interface AccessRow {
  hospitalId: string
  personId: string | null
  role: Role | null
  departmentId: string | null
  kind: AccessKind
  deidentified: boolean
  validFrom: Date
  validUntil: Date | null
}

/** What this actor holds on a consult, as kinds. */
export interface Rights { kinds: AccessKind[]; identified: boolean }

/** What decides about rights: the person under one membership. */
type Holder = Pick<Actor, 'personId' | 'hospitalId' | 'departmentId' | 'roles'>

const holds = (actor: Holder, row: AccessRow): boolean =>
  row.hospitalId === actor.hospitalId &&
  (row.personId === null
    ? row.role !== null && actor.roles.includes(row.role) && (row.departmentId === null || row.departmentId === actor.departmentId)
    : row.personId === actor.personId)

/**
 * Rights of the actor now: rows for this person acting for this hospital, or for a role at it, inside their time. Identified as soon
 * as one of them is; nothing else gives access, never the patient.
 */
export function rightsOf(actor: Holder, rows: readonly AccessRow[], now: Date): Rights {
  const mine = rows.filter((row) => holds(actor, row) && row.validFrom <= now && (row.validUntil === null || now < row.validUntil))
  return { kinds: [...new Set(mine.map((row) => row.kind))], identified: mine.some((row) => !row.deidentified) }
}

/** The same rule as a condition for the database: consults this actor may see now. */
export const visibleTo = (actor: Actor, now: Date) => ({ access: { some: rightNow(actor, now) } })

/** The same with identity: consults whose patient this actor may know now. */
export const identifiedTo = (actor: Actor, now: Date) => ({ access: { some: { ...rightNow(actor, now), deidentified: false } } })

const rightNow = (actor: Actor, now: Date) => ({
  hospitalId: actor.hospitalId,
  validFrom: { lte: now },
  AND: [
    { OR: [{ validUntil: null }, { validUntil: { gt: now } }] },
    { OR: [{ personId: actor.personId }, { personId: null, role: { in: actor.roles }, OR: [{ departmentId: null }, { departmentId: actor.departmentId ?? '00000000-0000-0000-0000-000000000000' }] }] },
  ],
})
