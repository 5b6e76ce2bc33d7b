import type { RecordView } from '~/ui/record/view.server'

/** What this person does next, each in a box of its own at the side. */
export type Box = 'acknowledge' | 'confirmApproval' | 'approve' | 'approveByTelephone' | 'takeOn' | 'accept' | 'assign' | 'answer' | 'decide' | 'endEpisode' | 'followUp' | 'evaluate' | 'close' | 'enterReadmission' | 'remark'
/** What else is possible, behind a button. */
export type Other = 'returnForChanges' | 'reject' | 'takeOver' | 'handOver' | 'redirect' | 'askForMore' | 'decline' | 'reassign' | 'conference' | 'backlog' | 'correct' | 'dissent' | 'endEpisode' | 'askAgain' | 'refer' | 'evaluateAgain' | 'closeNotFollowed' | 'reopen' | 'withdraw'
/** What is not possible yet, and why. */
export interface Off { deed: 'assign' | 'endEpisode' | 'close'; reason: 'acceptFirst' | 'decideFirst' | 'evaluateFirst' }

type Known = Pick<RecordView, 'may' | 'state' | 'unacknowledged' | 'outcome' | 'remarks' | 'opinions' | 'mayArrange' | 'answerKind' | 'ownSide' | 'endAnnounced' | 'readmissionDue' | 'isAsked' | 'ownOpinion' | 'differable' | 'toConfirm' | 'mayWait'>

/** What the page offers this person, from what the policies allow now. */
export function deedsOf(view: Known): { boxes: Box[]; others: Other[]; off: Off[] } {
  const { may, state, outcome } = view
  const evaluated = outcome?.evaluatedAt != null
  const boxes: Array<Box | false> = [
    view.unacknowledged && may.acknowledge && 'acknowledge', view.toConfirm !== null && 'confirmApproval', may.approve && 'approve', may.approveByTelephone && 'approveByTelephone', may.takeOn && 'takeOn',
    // Who is on duty takes it on; who also receives for the hospital may accept it for another.
    may.accept && (!may.takeOn || may.redirect) && 'accept', may.assign && state === 'accepted' && 'assign', (may.answer || (may.opine && view.isAsked && !view.ownOpinion)) && 'answer',
    may.decide && 'decide', may.endEpisode && view.endAnnounced !== null && 'endEpisode', may.followUp && 'followUp', may.evaluate && !evaluated && 'evaluate', may.close && evaluated && 'close', may.enterReadmission && view.readmissionDue && 'enterReadmission', may.remark && (evaluated || state === 'closed') && 'remark',
  ]
  const others: Array<Other | false> = [
    may.returnForChanges && 'returnForChanges', may.reject && 'reject', may.takeOver && 'takeOver', may.handOver && 'handOver', may.redirect && 'redirect', may.askForMore && 'askForMore', may.decline && 'decline', may.assign && state === 'withSpecialists' && 'reassign', view.mayArrange && 'conference', view.mayWait && 'backlog',
    may.correct && view.answerKind === 'opinion' && 'correct', may.dissent && view.isAsked && view.answerKind === 'opinion' && view.differable.length > 0 && 'dissent', may.endEpisode && view.endAnnounced === null && 'endEpisode', may.askAgain && 'askAgain', may.refer && 'refer',
    may.evaluate && evaluated && 'evaluateAgain', may.closeNotFollowed && 'closeNotFollowed', may.reopen && 'reopen', may.withdraw && 'withdraw',
  ]
  const off: Array<Off | false> = [
    may.accept && (!may.takeOn || may.redirect) && { deed: 'assign', reason: 'acceptFirst' },
    may.decide && { deed: 'endEpisode', reason: 'decideFirst' },
    may.evaluate && !evaluated && { deed: 'close', reason: 'evaluateFirst' },
  ]
  return { boxes: boxes.filter((box) => box !== false), others: others.filter((other) => other !== false), off: off.filter((one) => one !== false) }
}
