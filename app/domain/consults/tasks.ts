import { has, type Actor } from '~/domain/audit/actor'
import type { ConsultState } from '~/platform/database/enums'
import { isOpen } from './lifecycle'

/** What one person has to do next about one consult. */
export type Task = 'finishDraft' | 'approve' | 'confirmApproval' | 'takeOn' | 'accept' | 'assign' | 'supplement' | 'answer' | 'decide' | 'acknowledge' | 'followUp' | 'evaluate' | 'close' | 'enterReadmission' | 'watch'

export interface TaskScope {
  state: ConsultState
  requestingId: string
  supportingId: string | null
  /** the hospital the patient was referred to, which follows from then on */
  receivingId: string | null
  treatingDoctorId: string
  specialistId: string | null
  /** on duty, and asked about this one */
  asked?: boolean
  /** approved it by telephone and has not confirmed it */
  toConfirm?: boolean
  /** one of several specialists whose opinion is still awaited */
  awaited?: boolean
  /** a specialist has said that more is needed, and nothing has come since */
  needed?: boolean
  /** who entered last how the patient was: at the receiving hospital the one who goes on */
  lastEntryById: string | null
  /** a correction after the decision that nobody has acknowledged */
  unacknowledged: boolean
  evaluated: boolean
  /** day 30 after the end has come, and nobody has said whether the patient came back */
  readmissionDue: boolean
}

/**
 * The task of this person, or 'watch' when somebody else has to act. The treating doctor's and the specialist's own work comes
 * before a coordinator's, for people who are several of them.
 */
export function taskOf(actor: Actor, consult: TaskScope): Task {
  const treats = has(actor, 'treatingDoctor') && consult.treatingDoctorId === actor.personId && consult.requestingId === actor.hospitalId
  const advises = has(actor, 'specialist') && consult.specialistId === actor.personId && consult.supportingId === actor.hospitalId
  const receives = has(actor, 'coordinator') && consult.supportingId === actor.hospitalId
  const approves = has(actor, 'head') && consult.requestingId === actor.hospitalId && consult.treatingDoctorId !== actor.personId
  // Not every doctor of a whole hospital: its coordinator until somebody there has begun, and whoever has.
  const receivedHere = consult.receivingId !== null && consult.receivingId === actor.hospitalId
  const hasPatient = receivedHere && (has(actor, 'coordinator') || consult.lastEntryById === actor.personId)
  const follows = consult.receivingId === null ? treats : hasPatient
  if (treats && consult.unacknowledged) return 'acknowledge'
  if (approves && consult.toConfirm === true && isOpen(consult.state)) return 'confirmApproval'
  if (consult.readmissionDue && consult.state === 'closed' && (treats || hasPatient || (has(actor, 'coordinator') && consult.requestingId === actor.hospitalId))) return 'enterReadmission'
  const takesOn = consult.asked === true && has(actor, 'specialist') && consult.supportingId === actor.hospitalId && consult.treatingDoctorId !== actor.personId
  switch (consult.state) {
    case 'awaitingApproval': return approves ? 'approve' : 'watch'
    case 'draft': return treats ? 'finishDraft' : 'watch'
    case 'sent': return takesOn ? 'takeOn' : receives ? 'accept' : 'watch'
    case 'awaitingSupplement': return treats ? 'supplement' : 'watch'
    case 'accepted': return takesOn ? 'takeOn' : receives ? 'assign' : 'watch'
    case 'withSpecialists': return advises || (consult.awaited === true && has(actor, 'specialist') && consult.supportingId === actor.hospitalId) ? 'answer' : treats && consult.needed === true ? 'supplement' : 'watch'
    case 'answered': return treats ? 'decide' : 'watch'
    case 'following': return follows ? 'followUp' : 'watch'
    case 'awaitingSummary': return treats ? (consult.evaluated ? 'close' : 'evaluate') : hasPatient && !consult.evaluated ? 'evaluate' : 'watch'
    case 'scheduled': case 'inConference': case 'awaitingMinutes': case 'closed': case 'declined': case 'withdrawn': case 'rejected': return 'watch'
    default: return consult.state satisfies never
  }
}
