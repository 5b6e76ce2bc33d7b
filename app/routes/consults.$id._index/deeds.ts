import type { RecordView } from '~/ui/record/view.server'

/** What this person does next, each in a box of its own at the side. */
export type Box = 'acknowledge' | 'accept' | 'supplement' | 'assign' | 'answer' | 'decide' | 'followUp' | 'evaluate' | 'close' | 'remark'
/** What else is possible, behind a button. */
export type Other = 'askForMore' | 'decline' | 'reassign' | 'conference' | 'correct' | 'endEpisode' | 'evaluateAgain' | 'closeNotFollowed' | 'withdraw'
/** What is not possible yet, and why. */
export interface Off { deed: 'assign' | 'endEpisode' | 'close'; reason: 'acceptFirst' | 'decideFirst' | 'evaluateFirst' }

type Known = Pick<RecordView, 'may' | 'state' | 'unacknowledged' | 'outcome' | 'remarks' | 'opinions' | 'mayArrange' | 'answerKind' | 'ownSide'>

/** What the page offers this person, from what the policies allow now. */
export function deedsOf(view: Known): { boxes: Box[]; others: Other[]; off: Off[] } {
  const { may, state, outcome } = view
  const evaluated = outcome?.evaluatedAt != null
  const boxes: Array<Box | false> = [
    view.unacknowledged && may.acknowledge && 'acknowledge', may.accept && 'accept', may.supplement && 'supplement', may.assign && state === 'accepted' && 'assign', may.answer && 'answer',
    may.decide && 'decide', may.followUp && 'followUp', may.evaluate && !evaluated && 'evaluate', may.close && evaluated && 'close', may.remark && (evaluated || state === 'closed') && 'remark',
  ]
  const others: Array<Other | false> = [
    may.askForMore && 'askForMore', may.decline && 'decline', may.assign && state === 'withSpecialists' && 'reassign', view.mayArrange && 'conference',
    may.correct && view.answerKind === 'opinion' && 'correct', may.endEpisode && 'endEpisode', may.evaluate && evaluated && 'evaluateAgain', may.closeNotFollowed && 'closeNotFollowed', may.withdraw && 'withdraw',
  ]
  const off: Array<Off | false> = [
    may.accept && { deed: 'assign', reason: 'acceptFirst' },
    may.decide && { deed: 'endEpisode', reason: 'decideFirst' },
    may.evaluate && !evaluated && { deed: 'close', reason: 'evaluateFirst' },
  ]
  return { boxes: boxes.filter((box) => box !== false), others: others.filter((other) => other !== false), off: off.filter((one) => one !== false) }
}
