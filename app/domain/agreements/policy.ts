import type { Actor } from '~/domain/audit/actor'
import { administers, type Administered } from '~/domain/hospitals/policy'

/**
 * Pairings and agreements bind several hospitals: an authority's administrator enters those of a hospital under it (the other side may
 * be a central hospital), or the seed, which acts for nobody.
 */
export const mayAgreement = {
  enter: (actor: Actor | null, hospitals: readonly Administered[]): boolean =>
    actor === null || (actor.hospitalKind === 'authority' && hospitals.some((hospital) => administers(actor, hospital))),
}
