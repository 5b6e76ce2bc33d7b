import { has, type Actor } from '~/domain/audit/actor'

/** Pairings and agreements are entered by an administrator, or by the seed, which acts for nobody. */
export const mayAgreement = {
  enter: (actor: Actor | null): boolean => actor === null || has(actor, 'administrator'),
}
