import { has, type Actor } from '~/domain/audit/actor'

/** What decides who administers a hospital; a new one has no id yet. */
export interface Administered { id: string | null; authorityId: string | null }

/** An administrator acts for the hospital of the membership, an authority's one also for those under it. */
export const administers = (actor: Actor, { id, authorityId }: Administered): boolean =>
  has(actor, 'administrator') && (actor.hospitalId === id || (actor.hospitalKind === 'authority' && actor.hospitalId === authorityId))

/** Organisations are entered by an administrator, or by the seed, which acts for nobody. */
export const mayHospital = {
  /** how one's own hospital works: office hours, clocks, who approves, rosters */
  decide: (actor: Actor): boolean => actor.hospitalKind !== 'authority' && (has(actor, 'coordinator') || has(actor, 'head') || has(actor, 'administrator')),
  enter: (actor: Actor | null, hospital: Administered): boolean => actor === null || administers(actor, hospital),
}
