import { has, type Actor } from '~/domain/audit/actor'
import type { ConsultState } from '~/platform/database/enums'
import { possible, type ConsultAction } from './lifecycle'
import type { Rights } from './rights'

/** What policies read of a consult: parties and the actor's own rights (rights.ts). */
export interface ConsultScope {
  state: ConsultState
  requestingId: string
  supportingId: string | null
  treatingDoctorId: string
  specialistId: string | null
  rights: Rights
}

const treats = (actor: Actor, consult: ConsultScope) =>
  consult.rights.kinds.includes('treating') && has(actor, 'treatingDoctor') && actor.personId === consult.treatingDoctorId && actor.hospitalId === consult.requestingId
const coordinates = (actor: Actor, consult: ConsultScope, hospitalId: string | null) =>
  consult.rights.kinds.includes('coordinator') && has(actor, 'coordinator') && actor.hospitalId === hospitalId
const advises = (actor: Actor, consult: ConsultScope) =>
  consult.rights.kinds.includes('specialist') && has(actor, 'specialist') && actor.personId === consult.specialistId && actor.hospitalId === consult.supportingId

/** Who led the conference that answered; a specialist need not have been assigned before it. */
const chaired = (actor: Actor, consult: ConsultScope) =>
  consult.rights.kinds.includes('chair') && (has(actor, 'specialist') || has(actor, 'head')) && actor.hospitalId === consult.supportingId

const receives = (actor: Actor, consult: ConsultScope) => coordinates(actor, consult, consult.supportingId)
const onEitherSide = (actor: Actor, consult: ConsultScope) => coordinates(actor, consult, consult.requestingId) || receives(actor, consult)

/** Who may do what; when is lifecycle.ts. Anything not named is refused. */
export const mayConsult = {
  read: (_actor: Actor, consult: ConsultScope) => consult.rights.kinds.length > 0,
  identify: (_actor: Actor, consult: ConsultScope) => consult.rights.identified,
  create: (actor: Actor) => has(actor, 'treatingDoctor') && actor.hospitalKind !== 'authority',
  send: treats,
  discard: treats,
  addFile: treats,
  accept: receives,
  askForMore: receives,
  decline: receives,
  supplement: treats,
  assign: receives,
  schedule: receives,
  openConference: receives,
  notHeld: receives,
  answer: advises,
  correct: advises,
  decide: treats,
  acknowledge: treats,
  followUp: treats,
  endEpisode: treats,
  evaluate: treats,
  remark: (actor: Actor, consult: ConsultScope) => advises(actor, consult) || chaired(actor, consult),
  close: treats,
  closeNotFollowed: onEitherSide,
  withdraw: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || coordinates(actor, consult, consult.requestingId),
  completeDetails: treats,
} as const satisfies Record<string, (actor: Actor, consult: ConsultScope) => boolean>

/** Who and when together: what a page offers. */
export const may = (actor: Actor, consult: ConsultScope, action: keyof typeof mayConsult & ConsultAction): boolean =>
  mayConsult[action](actor, consult) && possible(action, consult.state)
