import type { Actor } from '~/domain/audit/actor'
import { mayHospital } from '~/domain/hospitals/policy'

/** Whose hours somebody keeps: one's own where one could be invited, and those of the hospital's sites. */
export const mayAvailability = {
  keepOwn: (actor: Actor): boolean => actor.hospitalKind !== 'authority',
  keepSite: (actor: Actor, site: { hospitalId: string }): boolean => site.hospitalId === actor.hospitalId && mayHospital.decide(actor),
}
