import type { ConsultAction } from '~/domain/consults/lifecycle'
import type { ConsultState } from '~/platform/database/enums'

export type Part = 'treatingDoctor' | 'requestingCoordinator' | 'supportingCoordinator' | 'specialist'

/**
 * The life of a consult as agreed with the hospitals, without prior approval, duty, referral and second round: in which state who
 * may do what, and where it leads ('same' when it stays). Kept as data, apart from the code it judges.
 */
export const life: ReadonlyArray<[state: ConsultState, action: ConsultAction, by: readonly Part[], next: ConsultState | 'same']> = [
  ['draft', 'send', ['treatingDoctor'], 'sent'],
  ['draft', 'discard', ['treatingDoctor'], 'same'],
  ['draft', 'addFile', ['treatingDoctor'], 'same'],
  ['sent', 'accept', ['supportingCoordinator'], 'accepted'],
  ['sent', 'askForMore', ['supportingCoordinator'], 'awaitingSupplement'],
  ['sent', 'decline', ['supportingCoordinator'], 'declined'],
  ['awaitingSupplement', 'supplement', ['treatingDoctor'], 'sent'],
  ['awaitingSupplement', 'addFile', ['treatingDoctor'], 'same'],
  ['accepted', 'assign', ['supportingCoordinator'], 'withSpecialists'],
  ['accepted', 'schedule', ['supportingCoordinator'], 'scheduled'],
  ['withSpecialists', 'assign', ['supportingCoordinator'], 'withSpecialists'],
  ['withSpecialists', 'schedule', ['supportingCoordinator'], 'scheduled'],
  ['withSpecialists', 'answer', ['specialist'], 'answered'],
  ['scheduled', 'openConference', ['supportingCoordinator'], 'inConference'],
  ['scheduled', 'notHeld', ['supportingCoordinator'], 'accepted'],
  ['inConference', 'notHeld', ['supportingCoordinator'], 'accepted'],
  ['inConference', 'concludeConference', [], 'awaitingMinutes'],
  ['awaitingMinutes', 'confirmMinutes', [], 'answered'],
  ['answered', 'correct', ['specialist'], 'same'],
  ['answered', 'decide', ['treatingDoctor'], 'following'],
  ['following', 'correct', ['specialist'], 'same'],
  ['following', 'acknowledge', ['treatingDoctor'], 'same'],
  ['following', 'followUp', ['treatingDoctor'], 'same'],
  ['following', 'endEpisode', ['treatingDoctor'], 'awaitingSummary'],
  ['following', 'closeNotFollowed', ['requestingCoordinator', 'supportingCoordinator'], 'closed'],
  ['awaitingSummary', 'correct', ['specialist'], 'same'],
  ['awaitingSummary', 'acknowledge', ['treatingDoctor'], 'same'],
  ['awaitingSummary', 'evaluate', ['treatingDoctor'], 'same'],
  ['awaitingSummary', 'remark', ['specialist'], 'same'],
  ['awaitingSummary', 'close', ['treatingDoctor'], 'closed'],
  ['awaitingSummary', 'closeNotFollowed', ['requestingCoordinator', 'supportingCoordinator'], 'closed'],
  ['closed', 'remark', ['specialist'], 'same'],
  ...(['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes'] as const)
    .map((state) => [state, 'completeDetails', ['treatingDoctor'], 'same'] as [ConsultState, ConsultAction, Part[], 'same']),
  ...(['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary'] as const)
    .map((state) => [state, 'withdraw', ['treatingDoctor', 'requestingCoordinator'], 'withdrawn'] as [ConsultState, ConsultAction, Part[], ConsultState]),
]

export const states: readonly ConsultState[] = [
  'draft', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary', 'closed', 'declined', 'withdrawn',
]
