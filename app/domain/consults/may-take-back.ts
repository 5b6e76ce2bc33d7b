import type { Actor } from '~/domain/audit/actor'
import { mayConsult, type ConsultScope } from './policy'

/** A file of the thread is taken back by whoever may recall files of the consult, and by its sender while they may still write there. */
export const mayTakeBack = (actor: Actor, consult: ConsultScope, senderId: string): boolean =>
  mayConsult.recallFile(actor, consult) || (senderId === actor.personId && mayConsult.write(actor, consult))
