import { has, type Actor } from '~/domain/audit/actor'

/** Mails carry no patient; whoever runs the server reads those that could not be sent. */
export const mayMail = {
  read: (actor: Actor) => has(actor, 'administrator'),
}
