import { isRunning } from '~/domain/schedule/policy'
import type { ConferenceRole } from '~/platform/database/enums'
import type { RoomState } from './room-state'

/** Whoever leads may be away for this long before the next one leads. */
const leaderAwayAtMost = 60_000

interface Member { personId: string; role: ConferenceRole }
type People = Pick<RoomState, 'people'>
type Known = Pick<RoomState, 'people' | 'leads'>

const isHere = ({ people }: People, personId: string): boolean => people[personId]?.state === 'here'

/** The handover a new one must follow; 0 before the first. */
export const leadVersion = ({ leads }: Pick<RoomState, 'leads'>): number => leads.at(-1)?.version ?? 0

/** Who leads now: the chair, or whoever it was handed to and may still lead; null for nobody. */
export function leaderOf({ leads }: Pick<RoomState, 'leads'>, members: readonly Member[]): string | null {
  const last = leads.at(-1)
  const chair = members.find(({ role }) => role === 'chair')?.personId ?? null
  if (!last) return chair
  if (last.personId === null) return null
  return members.some(({ personId, role }) => personId === last.personId && isRunning(role)) ? last.personId : chair
}

/** Is the conference interrupted: somebody has been in the room, and nobody is in it who may lead? */
export const isInterrupted = ({ people }: People, members: readonly Member[]): boolean =>
  Object.keys(people).length > 0 && !members.some(({ personId, role }) => isRunning(role) && people[personId]?.state === 'here')

/**
 * To whom the conference is handed over now: whoever led has been away for a minute, or never came in the first one, and the deputy, or else
 * the scribe, is here. Null inside: nobody is, while others wait. The chair who is back is never led back in by itself.
 */
export function handoverOf(state: Known, members: readonly Member[], openedAt: Date, now: number): { personId: string | null } | null {
  const leader = leaderOf(state, members)
  if (leader !== null && (isHere(state, leader) || now - awaySince(state, leader, openedAt) < leaderAwayAtMost)) return null
  const next = (['deputy', 'scribe'] as const)
    .flatMap((role) => members.filter((member) => member.role === role && member.personId !== leader && isHere(state, member.personId)))
    .at(0)
  if (next) return { personId: next.personId }
  const isWaitedFor = leader !== null && state.people[leader] !== undefined && Object.values(state.people).some((presence) => presence.state === 'here')
  return isWaitedFor ? { personId: null } : null
}

const awaySince = ({ people }: People, personId: string, openedAt: Date): number => {
  const presence = people[personId]
  // From the moment the line was lost, not from when that was taken for a leaving.
  return presence ? Date.parse(presence.stays.at(-1)?.until ?? presence.since) : openedAt.getTime()
}
