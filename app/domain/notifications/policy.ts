import { has, type Actor } from '~/domain/audit/actor'

/** Mails carry no patient; whoever administers a hospital reads what went to its people on its behalf, and what could not be sent. */
export const mayMail = {
  read: (actor: Actor) => has(actor, 'administrator'),
}
