import { has, type Actor } from '~/domain/audit/actor'

const entersPeople = (actor: Actor | null): boolean => actor === null || has(actor, 'administrator')

/** People are entered by an administrator, or by the seed, which acts for nobody; their sign-ins are their own. */
export const mayPerson = {
  enter: entersPeople,
  setPassword: (actor: Actor | null): boolean => entersPeople(actor),
}
