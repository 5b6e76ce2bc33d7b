import type { ConsultAction } from '~/domain/consults/lifecycle'
import type { ConsultState } from '~/platform/database/enums'

export type Part = 'treatingDoctor' | 'requestingCoordinator' | 'supportingCoordinator' | 'specialist' | 'headOfDepartment' | 'colleague' | 'onDuty' | 'secondSpecialist'

type Line = [state: ConsultState, action: ConsultAction, by: readonly Part[], next: ConsultState | 'same']
const open = ['awaitingApproval', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary'] as const

/**
 * The life of a consult as agreed with the hospitals, before a referral: in which state who
 * may do what, and where it leads ('same' when it stays). Kept as data, apart from the code it judges.
 */
export const life: readonly Line[] = [
  ['draft', 'send', ['treatingDoctor'], 'sent'],
  ['draft', 'submitForApproval', ['treatingDoctor'], 'awaitingApproval'],
  ['awaitingApproval', 'approve', ['headOfDepartment'], 'sent'],
  ['awaitingApproval', 'approveByTelephone', ['treatingDoctor'], 'sent'],
  ['awaitingApproval', 'leaveByLevel', [], 'sent'],
  ['awaitingApproval', 'returnForChanges', ['headOfDepartment'], 'draft'],
  ['awaitingApproval', 'reject', ['headOfDepartment'], 'rejected'],
  ['draft', 'discard', ['treatingDoctor'], 'same'],
  ['draft', 'addFile', ['treatingDoctor', 'colleague'], 'same'],
  ['sent', 'accept', ['supportingCoordinator', 'onDuty'], 'accepted'],
  ['sent', 'takeOn', ['onDuty'], 'withSpecialists'],
  ['accepted', 'takeOn', ['onDuty'], 'withSpecialists'],
  ['sent', 'redirect', ['supportingCoordinator'], 'same'],
  ['sent', 'askForMore', ['supportingCoordinator'], 'awaitingSupplement'],
  ['sent', 'decline', ['supportingCoordinator'], 'declined'],
  ['accepted', 'assign', ['supportingCoordinator'], 'withSpecialists'],
  ['accepted', 'schedule', ['supportingCoordinator'], 'scheduled'],
  ['withSpecialists', 'assign', ['supportingCoordinator'], 'withSpecialists'],
  ['withSpecialists', 'schedule', ['supportingCoordinator'], 'scheduled'],
  ['withSpecialists', 'opine', ['specialist', 'secondSpecialist'], 'same'],
  ['withSpecialists', 'needMore', ['specialist', 'secondSpecialist'], 'same'],
  ['withSpecialists', 'answer', ['specialist'], 'answered'],
  ['scheduled', 'reschedule', ['supportingCoordinator'], 'scheduled'],
  ['scheduled', 'openConference', ['supportingCoordinator'], 'inConference'],
  ['scheduled', 'notHeld', ['supportingCoordinator'], 'accepted'],
  ['inConference', 'notHeld', ['supportingCoordinator'], 'accepted'],
  ['scheduled', 'postpone', ['supportingCoordinator'], 'accepted'],
  ['inConference', 'postpone', ['supportingCoordinator'], 'accepted'],
  ['inConference', 'concludeConference', [], 'awaitingMinutes'],
  ['awaitingMinutes', 'confirmMinutes', [], 'answered'],
  ...(['answered', 'following', 'awaitingSummary'] as const).map((state): Line => [state, 'dissent', ['secondSpecialist'], 'same']),
  ['answered', 'correct', ['specialist'], 'same'],
  ['answered', 'decide', ['treatingDoctor'], 'following'],
  ['following', 'correct', ['specialist'], 'same'],
  ['following', 'acknowledge', ['treatingDoctor'], 'same'],
  ['following', 'followUp', ['treatingDoctor', 'colleague'], 'same'],
  ['following', 'askAgain', ['treatingDoctor'], 'accepted'],
  ['following', 'refer', ['treatingDoctor'], 'same'],
  ['following', 'endEpisode', ['treatingDoctor'], 'awaitingSummary'],
  ['following', 'closeNotFollowed', ['requestingCoordinator', 'supportingCoordinator'], 'closed'],
  ['awaitingSummary', 'correct', ['specialist'], 'same'],
  ['awaitingSummary', 'acknowledge', ['treatingDoctor'], 'same'],
  ['awaitingSummary', 'evaluate', ['treatingDoctor'], 'same'],
  ['awaitingSummary', 'remark', ['specialist'], 'same'],
  ['awaitingSummary', 'close', ['treatingDoctor'], 'closed'],
  ['awaitingSummary', 'closeNotFollowed', ['requestingCoordinator', 'supportingCoordinator'], 'closed'],
  ['closed', 'reopen', ['requestingCoordinator', 'supportingCoordinator'], 'following'],
  ['awaitingSummary', 'enterReadmission', ['treatingDoctor', 'requestingCoordinator'], 'same'],
  ['closed', 'enterReadmission', ['treatingDoctor', 'requestingCoordinator'], 'same'],
  ['closed', 'remark', ['specialist'], 'same'],
  ...(['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary'] as const)
    .map((state) => [state, 'completeDetails', ['treatingDoctor'], 'same'] as [ConsultState, ConsultAction, Part[], 'same']),
  ...(['awaitingApproval', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes'] as const)
    .map((state) => [state, 'raiseLevel', ['treatingDoctor', 'supportingCoordinator', 'onDuty'], 'same'] as Line),
  ...(['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'answered', 'following'] as const).flatMap((state): Line[] => [
    [state, 'supplement', ['treatingDoctor', 'colleague'], state === 'awaitingSupplement' ? 'sent' : 'same'],
    [state, 'addFile', ['treatingDoctor', 'colleague'], 'same'],
  ]),
  ...open.flatMap((state): Line[] => [
    [state, 'withdraw', ['treatingDoctor', 'requestingCoordinator'], 'withdrawn'],
    [state, 'withdrawConsent', ['treatingDoctor', 'requestingCoordinator'], 'withdrawn'],
    [state, 'collectConsent', ['treatingDoctor', 'headOfDepartment', 'colleague'], 'same'],
    [state, 'handOver', ['treatingDoctor', 'headOfDepartment'], 'same'],
    [state, 'takeOver', ['colleague'], 'same'],
    [state, 'confirmApproval', ['headOfDepartment'], 'same'],
    [state, 'logCall', ['treatingDoctor', 'colleague', 'supportingCoordinator', 'specialist', 'secondSpecialist', 'onDuty'], 'same'],
  ]),
  ...(['closed', 'declined', 'withdrawn'] as const).map((state): Line => [state, 'withdrawConsent', ['treatingDoctor', 'requestingCoordinator'], 'same']),
  ...([...open, 'closed', 'declined', 'withdrawn', 'rejected'] as const).flatMap((state): Line[] => [
    [state, 'write', ['treatingDoctor', 'requestingCoordinator', 'supportingCoordinator', 'specialist', 'headOfDepartment', 'colleague', 'onDuty', 'secondSpecialist'], 'same'],
    [state, 'recallFile', ['treatingDoctor', 'requestingCoordinator'], 'same'],
  ]),
]

export const states: readonly ConsultState[] = [
  'draft', 'awaitingApproval', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary', 'closed', 'declined', 'withdrawn', 'rejected',
]
