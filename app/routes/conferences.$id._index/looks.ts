import type { ConferenceState } from '~/platform/database/enums'
import type { Tone } from '~/ui/chip'
import type { IconName } from '~/ui/icon'

/** How each state of a conference is marked. */
export const looks: Record<ConferenceState, [Tone, IconName]> = {
  draft: ['rest', 'doc'], awaitingApproval: ['soon', 'wait'], refused: ['rest', 'no'], planned: ['wait', 'cal'], open: ['live', 'live'], awaitingMinutes: ['wait', 'wait'], done: ['done', 'done'], notHeld: ['rest', 'no'],
}
