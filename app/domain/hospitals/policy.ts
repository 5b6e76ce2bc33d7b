import { has, type Actor } from '~/domain/audit/actor'

/** Organisations are entered by an administrator, or by the seed, which acts for nobody. */
export const mayHospital = {
  /** how one's own hospital works: office hours, clocks, who approves, rosters */
  decide: (actor: Actor): boolean => actor.hospitalKind !== 'authority' && (has(actor, 'coordinator') || has(actor, 'head') || has(actor, 'administrator')),
  enter: (actor: Actor | null): boolean => actor === null || has(actor, 'administrator'),
}
