import { has, type Actor } from '~/domain/audit/actor'
import type { ConferenceKind, ConferenceState } from '~/platform/database/enums'
import { roleIn, type ConferenceScope } from './policy'

interface Held { kind: ConferenceKind; state: ConferenceState; hostId: string | null; members: ConferenceScope['members'] }

const isHeld = ({ kind, state }: Held) => kind === 'conference' && (state === 'awaitingMinutes' || state === 'done')

export const mayFeedback = {
  /** everybody who sat in it, whatever for */
  give: (actor: Actor, conference: Held) => isHeld(conference) && roleIn(actor, conference) !== null,
  /** coordinators and heads of the hospital that runs it; never who said what */
  read: (actor: Actor, conference: Held) => isHeld(conference) && actor.hospitalId === conference.hostId && (has(actor, 'coordinator') || has(actor, 'head')),
}
