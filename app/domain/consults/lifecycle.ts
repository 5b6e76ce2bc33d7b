import type { ConsultState } from '~/platform/database/enums'

/** Every action that changes a consult or belongs to its life, with the states it is possible in and where it leads (null: unchanged; by state: only from those). */
interface Move { from: readonly ConsultState[]; to: ConsultState | null | Partial<Record<ConsultState, ConsultState>> }

/** States of a consult that still needs somebody. */
export const openStates = ['awaitingApproval', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary'] as const satisfies readonly ConsultState[]
const withAnswer = ['answered', 'following', 'awaitingSummary'] as const
/** Until the answer is confirmed, what the paper prints may still be filled in. */
const beforeAnswer = ['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes'] as const

/** A supplement is welcome as long as somebody may still read it before answering, or while the patient is followed. */
const supplementable = ['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'answered', 'following'] as const
const sentOnes = [...openStates, 'closed', 'declined', 'withdrawn', 'rejected'] as const satisfies readonly ConsultState[]

/** The patient's word ends what still goes on; what has ended stays as it ended, and only nobody else sees it any more. */
const endsWhatIsOpen: Partial<Record<ConsultState, ConsultState>> = Object.fromEntries(openStates.map((state) => [state, 'withdrawn' as const]))

export const moves = {
  send: { from: ['draft'], to: 'sent' },
  submitForApproval: { from: ['draft'], to: 'awaitingApproval' },
  approve: { from: ['awaitingApproval'], to: 'sent' },
  approveByTelephone: { from: ['awaitingApproval'], to: 'sent' },
  leaveByLevel: { from: ['awaitingApproval'], to: 'sent' },
  returnForChanges: { from: ['awaitingApproval'], to: 'draft' },
  reject: { from: ['awaitingApproval'], to: 'rejected' },
  discard: { from: ['draft'], to: null },
  accept: { from: ['sent'], to: 'accepted' },
  askForMore: { from: ['sent'], to: 'awaitingSupplement' },
  decline: { from: ['sent'], to: 'declined' },
  redirect: { from: ['sent'], to: null },
  takeOn: { from: ['sent', 'accepted'], to: 'withSpecialists' },
  supplement: { from: supplementable, to: { awaitingSupplement: 'sent' } },
  assign: { from: ['accepted', 'withSpecialists'], to: 'withSpecialists' },
  schedule: { from: ['accepted', 'withSpecialists'], to: 'scheduled' },
  reschedule: { from: ['scheduled'], to: null },
  openConference: { from: ['scheduled'], to: 'inConference' },
  notHeld: { from: ['scheduled', 'inConference'], to: 'accepted' },
  postpone: { from: ['scheduled', 'inConference'], to: 'accepted' },
  concludeConference: { from: ['inConference'], to: 'awaitingMinutes' },
  confirmMinutes: { from: ['awaitingMinutes'], to: 'answered' },
  opine: { from: ['withSpecialists'], to: null },
  needMore: { from: ['withSpecialists'], to: null },
  answer: { from: ['withSpecialists'], to: 'answered' },
  dissent: { from: withAnswer, to: null },
  correct: { from: withAnswer, to: null },
  decide: { from: ['answered'], to: 'following' },
  acknowledge: { from: ['following', 'awaitingSummary'], to: null },
  followUp: { from: ['following'], to: null },
  askAgain: { from: ['following'], to: 'accepted' },
  refer: { from: ['following'], to: null },
  endEpisode: { from: ['following'], to: 'awaitingSummary' },
  evaluate: { from: ['awaitingSummary'], to: null },
  remark: { from: ['awaitingSummary', 'closed'], to: null },
  close: { from: ['awaitingSummary'], to: 'closed' },
  closeNotFollowed: { from: ['following', 'awaitingSummary'], to: 'closed' },
  reopen: { from: ['closed'], to: 'following' },
  enterReadmission: { from: ['awaitingSummary', 'closed'], to: null },
  handOver: { from: openStates, to: null },
  takeOver: { from: openStates, to: null },
  raiseLevel: { from: ['awaitingApproval', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes'], to: null },
  confirmApproval: { from: openStates, to: null },
  collectConsent: { from: openStates, to: null },
  withdrawConsent: { from: [...openStates, 'closed', 'declined', 'withdrawn'], to: endsWhatIsOpen },
  write: { from: sentOnes, to: null },
  logCall: { from: openStates, to: null },
  recallFile: { from: sentOnes, to: null },
  withdraw: { from: openStates, to: 'withdrawn' },
  completeDetails: { from: [...beforeAnswer, ...withAnswer], to: null },
  addFile: { from: ['draft', ...supplementable], to: null },
} as const satisfies Record<string, Move>

export type ConsultAction = keyof typeof moves

/** Is the action possible in this state? Who may do it is policy.ts. */
export const possible = (action: ConsultAction, state: ConsultState): boolean => (moves[action].from as readonly ConsultState[]).includes(state)

/** The state after the action. */
export function after(action: ConsultAction, state: ConsultState): ConsultState {
  const { to }: Move = moves[action]
  return (typeof to === 'string' ? to : to?.[state]) ?? state
}

export const isOpen = (state: ConsultState): boolean => (openStates as readonly ConsultState[]).includes(state)

/** Is the answer still to come, so that the administrative details it prints may be filled in? */
export const printable = (state: ConsultState): boolean => (beforeAnswer as readonly ConsultState[]).includes(state)
