import type { ConsultAction } from './lifecycle'

/**
 * Who has to do with a consult: the treating doctor; those who advise (assigned specialist, chair, scribe and specialists of a
 * conference) by their rights; coordinators of either side; the heads of the requesting department; those who
 * approve before it is sent; coordinators of the hospital the patient was referred to; whoever of the other
 * hospitals a message of the thread is for; the specialists just assigned and those replaced; the one who concludes;
 * those on duty who were asked; the one who approved; the doctors a patient was handed to and from.
 */
export type Party = 'treatingDoctor' | 'advisers' | 'requestingCoordinators' | 'supportingCoordinators' | 'headsOfDepartment' | 'approvers' | 'receivers' | 'otherSide' | 'assigned' | 'replaced' | 'concluding' | 'duty' | 'approver' | 'handedTo' | 'handedFrom'

export interface ConsultNotice {
  to: readonly Party[]
  /** names the text notifications:kind.<kind> */
  kind: string
  /** needs them to do something */
  urgent?: true
  /** for Báo động đỏ and Cấp cứu their open pages ring until they say "Đã nhận" */
  rings?: true
  /** opens the thread instead of the record, or on a phone the short answer */
  place?: 'thread' | 'reply?from=notice'
}

/**
 * Which change of a consult tells whom, in which words. A person who is several parties gets the first line that fits.
 * Conferences tell their own members (schedule); drafts, files and details tell nobody.
 */
export const consultNotices: Partial<Record<ConsultAction, readonly ConsultNotice[]>> = {
  send: [{ to: ['duty'], kind: 'sentToDuty', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators'], kind: 'sent', urgent: true, rings: true }, { to: ['headsOfDepartment'], kind: 'sentByDepartment' }],
  submitForApproval: [{ to: ['approvers'], kind: 'toApprove', urgent: true, rings: true }],
  approve: [{ to: ['duty'], kind: 'sentToDuty', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators'], kind: 'sent', urgent: true, rings: true }, { to: ['treatingDoctor'], kind: 'approved' }],
  approveByTelephone: [
    { to: ['duty'], kind: 'sentToDuty', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators'], kind: 'sent', urgent: true, rings: true },
    { to: ['approver'], kind: 'toConfirm' }, { to: ['requestingCoordinators'], kind: 'approvedByTelephone' },
  ],
  leaveByLevel: [{ to: ['duty'], kind: 'sentToDuty', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators'], kind: 'sent', urgent: true, rings: true }, { to: ['approvers'], kind: 'sentWithoutApproval' }],
  confirmApproval: [{ to: ['treatingDoctor', 'requestingCoordinators'], kind: 'approvalConfirmed' }],
  redirect: [{ to: ['duty'], kind: 'sentToDuty', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators'], kind: 'sent', urgent: true, rings: true }, { to: ['treatingDoctor'], kind: 'redirected' }],
  raiseLevel: [{ to: ['duty'], kind: 'levelRaised', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators', 'advisers'], kind: 'levelRaised', urgent: true, rings: true }],
  handOver: [{ to: ['handedTo'], kind: 'handedToYou', urgent: true }, { to: ['handedFrom'], kind: 'handedOver' }],
  takeOver: [{ to: ['handedFrom'], kind: 'takenOver' }],
  returnForChanges: [{ to: ['treatingDoctor'], kind: 'returned', urgent: true, rings: true }],
  reject: [{ to: ['treatingDoctor', 'requestingCoordinators'], kind: 'rejected', urgent: true }],
  takeOn: [{ to: ['treatingDoctor', 'supportingCoordinators'], kind: 'takenOn' }],
  askAgain: [{ to: ['advisers', 'supportingCoordinators'], kind: 'askedAgain', urgent: true, rings: true }],
  reopen: [{ to: ['treatingDoctor', 'advisers', 'receivers'], kind: 'reopened' }],
  withdrawConsent: [{ to: ['supportingCoordinators', 'advisers', 'receivers'], kind: 'consentWithdrawn', urgent: true }, { to: ['treatingDoctor', 'requestingCoordinators'], kind: 'consentWithdrawn' }],
  accept: [{ to: ['treatingDoctor'], kind: 'accepted' }],
  askForMore: [{ to: ['treatingDoctor'], kind: 'askedForMore', urgent: true, rings: true }],
  decline: [{ to: ['treatingDoctor', 'requestingCoordinators'], kind: 'declined', urgent: true, rings: true }],
  supplement: [{ to: ['duty'], kind: 'sentToDuty', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['supportingCoordinators', 'advisers'], kind: 'supplemented', urgent: true, rings: true }, { to: ['treatingDoctor'], kind: 'supplemented' }],
  assign: [{ to: ['assigned'], kind: 'assignedToYou', urgent: true, rings: true, place: 'reply?from=notice' }, { to: ['replaced'], kind: 'assignedToAnother' }, { to: ['treatingDoctor'], kind: 'assigned' }],
  opine: [{ to: ['concluding'], kind: 'opined', urgent: true }],
  needMore: [{ to: ['treatingDoctor'], kind: 'needsMore', urgent: true }, { to: ['supportingCoordinators'], kind: 'needsMore' }],
  dissent: [{ to: ['treatingDoctor'], kind: 'dissented', urgent: true }, { to: ['concluding', 'requestingCoordinators', 'supportingCoordinators'], kind: 'dissented' }],
  answer: [{ to: ['treatingDoctor'], kind: 'answered', urgent: true, rings: true }, { to: ['requestingCoordinators', 'supportingCoordinators'], kind: 'answered' }],
  confirmMinutes: [{ to: ['treatingDoctor'], kind: 'minutesConfirmed', urgent: true }, { to: ['requestingCoordinators', 'supportingCoordinators'], kind: 'minutesConfirmed' }],
  correct: [{ to: ['treatingDoctor'], kind: 'corrected', urgent: true }, { to: ['requestingCoordinators', 'supportingCoordinators'], kind: 'corrected' }],
  acknowledge: [{ to: ['advisers'], kind: 'acknowledged' }],
  decide: [{ to: ['advisers'], kind: 'decided' }],
  refer: [{ to: ['receivers'], kind: 'referredToYou', urgent: true, rings: true }, { to: ['treatingDoctor', 'advisers', 'requestingCoordinators'], kind: 'referred' }],
  write: [{ to: ['otherSide'], kind: 'written', place: 'thread' }],
  enterReadmission: [{ to: ['advisers', 'treatingDoctor'], kind: 'readmissionEntered' }],
  followUp: [{ to: ['advisers', 'treatingDoctor'], kind: 'followedUp' }],
  endEpisode: [{ to: ['advisers', 'treatingDoctor', 'receivers'], kind: 'episodeEnded' }],
  evaluate: [{ to: ['advisers', 'treatingDoctor'], kind: 'evaluated' }],
  remark: [{ to: ['treatingDoctor'], kind: 'remarked' }],
  close: [{ to: ['advisers', 'supportingCoordinators', 'receivers'], kind: 'closed' }],
  closeNotFollowed: [{ to: ['treatingDoctor', 'advisers', 'requestingCoordinators', 'supportingCoordinators', 'receivers'], kind: 'closedNotFollowed' }],
  withdraw: [{ to: ['supportingCoordinators', 'advisers'], kind: 'withdrawn' }, { to: ['treatingDoctor', 'requestingCoordinators'], kind: 'withdrawn' }],
}

/** After these the notices of some kinds ask for nothing more, though the consult stays where it is. */
export const settles: Partial<Record<ConsultAction, readonly string[]>> = { acknowledge: ['corrected'], supplement: ['needsMore'] }

/** The lines of an event's name; [] for what tells nobody. */
export function noticesOf(eventName: string): readonly ConsultNotice[] {
  const entry = Object.entries(consultNotices).find(([action]) => eventName === `consult.${action}`)
  return entry?.[1] ?? []
}
