import type { ConsultState } from '~/platform/database/enums'

/** Every action that changes a consult or belongs to its life, with the states it is possible in and where it leads (null: unchanged). */
interface Move { from: readonly ConsultState[]; to: ConsultState | null }

/** States of a consult that still needs somebody. */
export const openStates = ['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary'] as const satisfies readonly ConsultState[]
const withAnswer = ['answered', 'following', 'awaitingSummary'] as const
/** Until the answer is confirmed, what the paper prints may still be filled in. */
const beforeAnswer = ['sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes'] as const

export const moves = {
  send: { from: ['draft'], to: 'sent' },
  discard: { from: ['draft'], to: null },
  accept: { from: ['sent'], to: 'accepted' },
  askForMore: { from: ['sent'], to: 'awaitingSupplement' },
  decline: { from: ['sent'], to: 'declined' },
  supplement: { from: ['awaitingSupplement'], to: 'sent' },
  assign: { from: ['accepted', 'withSpecialists'], to: 'withSpecialists' },
  schedule: { from: ['accepted', 'withSpecialists'], to: 'scheduled' },
  openConference: { from: ['scheduled'], to: 'inConference' },
  notHeld: { from: ['scheduled', 'inConference'], to: 'accepted' },
  concludeConference: { from: ['inConference'], to: 'awaitingMinutes' },
  confirmMinutes: { from: ['awaitingMinutes'], to: 'answered' },
  answer: { from: ['withSpecialists'], to: 'answered' },
  correct: { from: withAnswer, to: null },
  decide: { from: ['answered'], to: 'following' },
  acknowledge: { from: ['following', 'awaitingSummary'], to: null },
  followUp: { from: ['following'], to: null },
  endEpisode: { from: ['following'], to: 'awaitingSummary' },
  evaluate: { from: ['awaitingSummary'], to: null },
  remark: { from: ['awaitingSummary', 'closed'], to: null },
  close: { from: ['awaitingSummary'], to: 'closed' },
  closeNotFollowed: { from: ['following', 'awaitingSummary'], to: 'closed' },
  withdraw: { from: openStates, to: 'withdrawn' },
  completeDetails: { from: beforeAnswer, to: null },
  addFile: { from: ['draft', 'awaitingSupplement'], to: null },
} as const satisfies Record<string, Move>

export type ConsultAction = keyof typeof moves

/** Is the action possible in this state? Who may do it is policy.ts. */
export const possible = (action: ConsultAction, state: ConsultState): boolean => (moves[action].from as readonly ConsultState[]).includes(state)

/** The state after the action. */
export const after = (action: ConsultAction, state: ConsultState): ConsultState => moves[action].to ?? state

export const isOpen = (state: ConsultState): boolean => (openStates as readonly ConsultState[]).includes(state)
