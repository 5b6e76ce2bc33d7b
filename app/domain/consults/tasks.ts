import { has, type Actor } from '~/domain/audit/actor'
import type { ConsultState } from '~/platform/database/enums'

/** What one person has to do next about one consult. */
export type Task = 'finishDraft' | 'approve' | 'accept' | 'assign' | 'supplement' | 'answer' | 'decide' | 'acknowledge' | 'followUp' | 'evaluate' | 'close' | 'watch'

export interface TaskScope {
  state: ConsultState
  requestingId: string
  supportingId: string | null
  treatingDoctorId: string
  specialistId: string | null
  /** a correction after the decision that nobody has acknowledged */
  unacknowledged: boolean
  evaluated: boolean
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
  if (treats && consult.unacknowledged) return 'acknowledge'
  switch (consult.state) {
    case 'awaitingApproval': return approves ? 'approve' : 'watch'
    case 'draft': return treats ? 'finishDraft' : 'watch'
    case 'sent': return receives ? 'accept' : 'watch'
    case 'awaitingSupplement': return treats ? 'supplement' : 'watch'
    case 'accepted': return receives ? 'assign' : 'watch'
    case 'withSpecialists': return advises ? 'answer' : 'watch'
    case 'answered': return treats ? 'decide' : 'watch'
    case 'following': return treats ? 'followUp' : 'watch'
    case 'awaitingSummary': return treats ? (consult.evaluated ? 'close' : 'evaluate') : 'watch'
    case 'scheduled': case 'inConference': case 'awaitingMinutes': case 'closed': case 'declined': case 'withdrawn': case 'rejected': return 'watch'
    default: return consult.state satisfies never
  }
}
