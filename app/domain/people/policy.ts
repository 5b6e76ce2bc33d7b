import { has, type Actor } from '~/domain/audit/actor'
import { administers, type Administered } from '~/domain/hospitals/policy'

/** People are entered by an administrator, or by the seed, which acts for nobody; their sign-ins are their own. */
export const mayPerson = {
  /** a person alone may do nothing anywhere */
  enter: (actor: Actor | null): boolean => actor === null || has(actor, 'administrator'),
  /** begins and ends work at a hospital */
  employ: (actor: Actor | null, hospital: Administered): boolean => actor === null || administers(actor, hospital),
  /** a password opens every hospital the person works for: who gives it administers them all */
  setPassword: (actor: Actor | null, hospitals: readonly Administered[]): boolean => actor === null || (hospitals.length > 0 && hospitals.every((hospital) => administers(actor, hospital))),
}
