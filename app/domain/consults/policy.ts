import { has, type Actor } from '~/domain/audit/actor'
import type { ConsultState } from '~/platform/database/enums'
import { possible, type ConsultAction } from './lifecycle'
import type { Rights } from './rights'

/** What policies read of a consult: parties and the actor's own rights (rights.ts). */
export interface ConsultScope {
  state: ConsultState
  requestingId: string
  supportingId: string | null
  /** the hospital the patient was referred to, which follows from then on */
  receivingId: string | null
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

/** On duty at the addressed hospital while nobody else is there to receive. */
const onDuty = (actor: Actor, consult: ConsultScope) => consult.rights.kinds.includes('duty') && has(actor, 'specialist') && actor.hospitalId === consult.supportingId
/** Head of the requesting department, or the leader on duty; never for one's own request. */
const approves = (actor: Actor, consult: ConsultScope) =>
  consult.rights.kinds.includes('approver') && has(actor, 'head') && actor.hospitalId === consult.requestingId && actor.personId !== consult.treatingDoctorId
/** A doctor of the same department, who may take the patient over. */
const colleague = (actor: Actor, consult: ConsultScope) =>
  consult.rights.kinds.includes('department') && has(actor, 'treatingDoctor') && actor.hospitalId === consult.requestingId && actor.personId !== consult.treatingDoctorId
/** The hospital the patient was referred to. */
const hasPatient = (actor: Actor, consult: ConsultScope) =>
  consult.rights.kinds.includes('receiving') && (has(actor, 'treatingDoctor') || has(actor, 'specialist') || has(actor, 'coordinator')) && actor.hospitalId === consult.receivingId
/** One of several specialists, the one who concludes included. */
const opines = (actor: Actor, consult: ConsultScope) => consult.rights.kinds.includes('specialist') && has(actor, 'specialist') && actor.hospitalId === consult.supportingId

/** The head of the requesting department sees to its patients too. */
const approvesOrHeads = (actor: Actor, consult: ConsultScope) => consult.rights.kinds.includes('treating') && has(actor, 'head') && actor.hospitalId === consult.requestingId

const receives = (actor: Actor, consult: ConsultScope) => coordinates(actor, consult, consult.supportingId)
const follows = (actor: Actor, consult: ConsultScope) => (consult.receivingId === null ? treats(actor, consult) : hasPatient(actor, consult))
/** The patient is still where the request came from. */
const stays = (consult: ConsultScope) => consult.receivingId === null
const onEitherSide = (actor: Actor, consult: ConsultScope) => coordinates(actor, consult, consult.requestingId) || receives(actor, consult)

/** Who may do what; when is lifecycle.ts. Anything not named is refused. */
export const mayConsult = {
  read: (_actor: Actor, consult: ConsultScope) => consult.rights.kinds.length > 0,
  identify: (_actor: Actor, consult: ConsultScope) => consult.rights.identified,
  create: (actor: Actor) => has(actor, 'treatingDoctor') && actor.hospitalKind !== 'authority',
  send: treats,
  submitForApproval: treats,
  approve: approves,
  /** says who approved by telephone; that person confirms it later */
  approveByTelephone: treats,
  returnForChanges: approves,
  reject: approves,
  confirmApproval: approves,
  discard: treats,
  addFile: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || colleague(actor, consult),
  accept: (actor: Actor, consult: ConsultScope) => receives(actor, consult) || onDuty(actor, consult),
  redirect: receives,
  takeOn: (actor: Actor, consult: ConsultScope) => onDuty(actor, consult),
  askForMore: receives,
  decline: receives,
  supplement: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || colleague(actor, consult),
  assign: receives,
  schedule: receives,
  reschedule: receives,
  openConference: receives,
  notHeld: receives,
  postpone: receives,
  opine: opines,
  needMore: opines,
  dissent: (actor: Actor, consult: ConsultScope) => opines(actor, consult) && !advises(actor, consult),
  answer: advises,
  correct: advises,
  decide: treats,
  acknowledge: treats,
  askAgain: (actor: Actor, consult: ConsultScope) => treats(actor, consult) && stays(consult),
  /** whoever has the patient; the side that asked also to put a wrong addressee right */
  refer: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || hasPatient(actor, consult),
  followUp: (actor: Actor, consult: ConsultScope) => follows(actor, consult) || (stays(consult) && colleague(actor, consult)),
  endEpisode: follows,
  evaluate: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || hasPatient(actor, consult),
  reopen: onEitherSide,
  enterReadmission: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || hasPatient(actor, consult) || coordinates(actor, consult, consult.requestingId),
  handOver: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || (consult.rights.kinds.includes('treating') && has(actor, 'head') && actor.hospitalId === consult.requestingId),
  takeOver: colleague,
  raiseLevel: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || receives(actor, consult) || onDuty(actor, consult),
  /** whoever looks after the patient now */
  collectConsent: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || colleague(actor, consult) || approvesOrHeads(actor, consult),
  withdrawConsent: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || coordinates(actor, consult, consult.requestingId),
  write: (actor: Actor, consult: ConsultScope) => consult.rights.identified && (['treatingDoctor', 'head', 'coordinator', 'specialist'] as const).some((role) => has(actor, role)) && (actor.hospitalId === consult.requestingId || actor.hospitalId === consult.supportingId || hasPatient(actor, consult)),
  logCall: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || colleague(actor, consult) || receives(actor, consult) || opines(actor, consult) || onDuty(actor, consult),
  recallFile: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || coordinates(actor, consult, consult.requestingId),
  remark: (actor: Actor, consult: ConsultScope) => advises(actor, consult) || chaired(actor, consult),
  close: treats,
  closeNotFollowed: onEitherSide,
  withdraw: (actor: Actor, consult: ConsultScope) => treats(actor, consult) || coordinates(actor, consult, consult.requestingId),
  completeDetails: treats,
} as const satisfies Record<string, (actor: Actor, consult: ConsultScope) => boolean>

/** Who and when together: what a page offers. */
export const may = (actor: Actor, consult: ConsultScope, action: keyof typeof mayConsult & ConsultAction): boolean =>
  mayConsult[action](actor, consult) && possible(action, consult.state)

/** Báo động đỏ and quick calls: those who treat and those who were asked, while somebody may still act. */
export const mayAlert: Record<'mark' | 'answerFor' | 'call', (actor: Actor, consult: ConsultScope) => boolean> = {
  mark: (actor: Actor, consult: ConsultScope): boolean => mayConsult.logCall(actor, consult) || approvesOrHeads(actor, consult),
  /** of whoever could be told: those who may act, the coordinators of both sides, and leaders who were turned to */
  answerFor: (actor: Actor, consult: ConsultScope): boolean => mayAlert.mark(actor, consult) || onEitherSide(actor, consult) || (has(actor, 'head') && consult.rights.kinds.length > 0),
  call: (actor: Actor, consult: ConsultScope): boolean => possible('logCall', consult.state) && consult.state !== 'awaitingApproval' && mayConsult.logCall(actor, consult),
}
