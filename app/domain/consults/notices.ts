import type { ConsultAction } from './lifecycle'

/**
 * Who has to do with a consult: the treating doctor; those who advise (assigned specialist, chair, scribe and specialists of a
 * conference) by their rights; coordinators of either side; the heads of the requesting department; those who
 * approve before it is sent; the specialist just
 * assigned and the one replaced.
 */
export type Party = 'treatingDoctor' | 'advisers' | 'requestingCoordinators' | 'supportingCoordinators' | 'headsOfDepartment' | 'approvers' | 'assigned' | 'replaced'

export interface ConsultNotice {
  to: readonly Party[]
  /** names the text notifications:kind.<kind> */
  kind: string
  /** needs them to do something */
  urgent?: true
}

/**
 * Which change of a consult tells whom, in which words. A person who is several parties gets the first line that fits.
 * Conferences tell their own members (schedule); drafts, files and details tell nobody.
 */
export const consultNotices: Partial<Record<ConsultAction, readonly ConsultNotice[]>> = {
  send: [{ to: ['supportingCoordinators'], kind: 'sent', urgent: true }, { to: ['headsOfDepartment'], kind: 'sentByDepartment' }],
  submitForApproval: [{ to: ['approvers'], kind: 'toApprove', urgent: true }],
  approve: [{ to: ['supportingCoordinators'], kind: 'sent', urgent: true }, { to: ['treatingDoctor'], kind: 'approved' }],
  returnForChanges: [{ to: ['treatingDoctor'], kind: 'returned', urgent: true }],
  reject: [{ to: ['treatingDoctor', 'requestingCoordinators'], kind: 'rejected', urgent: true }],
  takeOn: [{ to: ['treatingDoctor', 'supportingCoordinators'], kind: 'takenOn' }],
  askAgain: [{ to: ['advisers', 'supportingCoordinators'], kind: 'askedAgain', urgent: true }],
  reopen: [{ to: ['treatingDoctor', 'advisers'], kind: 'reopened' }],
  withdrawConsent: [{ to: ['supportingCoordinators', 'advisers'], kind: 'consentWithdrawn', urgent: true }, { to: ['treatingDoctor', 'requestingCoordinators'], kind: 'consentWithdrawn' }],
  accept: [{ to: ['treatingDoctor'], kind: 'accepted' }],
  askForMore: [{ to: ['treatingDoctor'], kind: 'askedForMore', urgent: true }],
  decline: [{ to: ['treatingDoctor', 'requestingCoordinators'], kind: 'declined', urgent: true }],
  supplement: [{ to: ['supportingCoordinators'], kind: 'supplemented', urgent: true }],
  assign: [{ to: ['assigned'], kind: 'assignedToYou', urgent: true }, { to: ['replaced'], kind: 'assignedToAnother' }, { to: ['treatingDoctor'], kind: 'assigned' }],
  answer: [{ to: ['treatingDoctor'], kind: 'answered', urgent: true }, { to: ['requestingCoordinators', 'supportingCoordinators'], kind: 'answered' }],
  confirmMinutes: [{ to: ['treatingDoctor'], kind: 'minutesConfirmed', urgent: true }, { to: ['requestingCoordinators', 'supportingCoordinators'], kind: 'minutesConfirmed' }],
  correct: [{ to: ['treatingDoctor'], kind: 'corrected', urgent: true }, { to: ['requestingCoordinators', 'supportingCoordinators'], kind: 'corrected' }],
  acknowledge: [{ to: ['advisers'], kind: 'acknowledged' }],
  decide: [{ to: ['advisers'], kind: 'decided' }],
  followUp: [{ to: ['advisers'], kind: 'followedUp' }],
  endEpisode: [{ to: ['advisers'], kind: 'episodeEnded' }],
  evaluate: [{ to: ['advisers'], kind: 'evaluated' }],
  remark: [{ to: ['treatingDoctor'], kind: 'remarked' }],
  close: [{ to: ['advisers', 'supportingCoordinators'], kind: 'closed' }],
  closeNotFollowed: [{ to: ['treatingDoctor', 'advisers', 'supportingCoordinators'], kind: 'closedNotFollowed' }],
  withdraw: [{ to: ['supportingCoordinators', 'advisers'], kind: 'withdrawn' }, { to: ['treatingDoctor', 'requestingCoordinators'], kind: 'withdrawn' }],
}

/** The lines of an event's name; [] for what tells nobody. */
export function noticesOf(eventName: string): readonly ConsultNotice[] {
  const entry = Object.entries(consultNotices).find(([action]) => eventName === `consult.${action}`)
  return entry?.[1] ?? []
}
