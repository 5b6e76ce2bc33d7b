import type { HospitalKind, Role } from '~/platform/database/enums'

/** Who acts: a person under one membership. Taken from the sign-in, never from what a client says. */
export interface Actor {
  personId: string
  membershipId: string
  hospitalId: string
  hospitalKind: HospitalKind
  departmentId: string | null
  roles: Role[]
  fullName: string
  title: string
  /** the form or command being carried out; the second one with the same id gets the first one's answer */
  commandId?: string
}

export const has = (actor: Actor, role: Role): boolean => actor.roles.includes(role)
