import { has, type Actor } from '~/domain/audit/actor'

/** Organisations are entered by an administrator, or by the seed, which acts for nobody. */
export const mayHospital = {
  enter: (actor: Actor | null): boolean => actor === null || has(actor, 'administrator'),
}
