import { has, type Actor } from '~/domain/audit/actor'

const leads = (actor: Actor) => has(actor, 'coordinator') || has(actor, 'head')

interface OfHospital { hospitalId: string }

/** Series and backlog belong to the hospital that runs the conferences. */
export const maySeries = {
  list: (actor: Actor) => leads(actor),
  see: (actor: Actor, { hospitalId }: OfHospital) => leads(actor) && actor.hospitalId === hospitalId,
  make: (actor: Actor) => has(actor, 'coordinator'),
  keep: (actor: Actor, { hospitalId }: OfHospital) => has(actor, 'coordinator') && actor.hospitalId === hospitalId,
}

export const mayBacklog = {
  see: (actor: Actor) => has(actor, 'coordinator'),
  /** the coordinator of the hospital that answers */
  enter: (actor: Actor, { supportingId }: { supportingId: string | null }) => has(actor, 'coordinator') && actor.hospitalId === supportingId,
  leave: (actor: Actor, { hospitalId }: OfHospital) => has(actor, 'coordinator') && actor.hospitalId === hospitalId,
}
