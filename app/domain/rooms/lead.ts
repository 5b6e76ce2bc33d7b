import { isRunning } from '~/domain/schedule/policy'
import type { ConferenceRole } from '~/platform/database/enums'
import type { RoomState, Stay } from './room-state'

/** Whoever leads may be away for this long before the next one leads. */
export const leaderAwayAtMost = 60_000

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

export interface Interruption {
  /** weakLine: somebody could hardly hear or be heard; chairAway: the chair was not in the room; leaderless: nobody who may lead was */
  kind: 'weakLine' | 'chairAway' | 'leaderless'
  /** null of a room without anybody who may lead */
  personId: string | null
  from: string
  until: string
}

/** A chair whose line came back within this time was not away. */
const dropAtMost = 60_000

/** What interrupted a conference, in order, for its minutes: from the log alone. Those who run it say whose absence counts. */
export function interruptionsOf(state: Pick<RoomState, 'people' | 'weak'>, endedAt: string, members: readonly Member[] = []): Interruption[] {
  const weak = Object.entries(state.weak).flatMap(([personId, stays]) => stays.map(({ from, until }): Interruption => ({ kind: 'weakLine', personId, from, until: until ?? endedAt })))
  const chair = members.find(({ role }) => role === 'chair')?.personId
  const away = chair ? gapsOf(state.people[chair]?.stays ?? [], endedAt).filter(isLong).map((gap): Interruption => ({ kind: 'chairAway', personId: chair, ...gap })) : []
  const running = members.filter(({ role }) => isRunning(role)).flatMap(({ personId }) => state.people[personId]?.stays ?? [])
  const leaderless = gapsOf(running, endedAt).map((gap): Interruption => ({ kind: 'leaderless', personId: null, ...gap }))
  return [...weak, ...away, ...leaderless].sort((a, b) => a.from.localeCompare(b.from))
}

const isLong = ({ from, until }: { from: string; until: string }): boolean => Date.parse(until) - Date.parse(from) > dropAtMost

/** When none of these stays was, after the first one began. */
function gapsOf(stays: readonly Stay[], endedAt: string): { from: string; until: string }[] {
  const gaps: { from: string; until: string }[] = []
  let covered: string | null = null
  for (const { from, until } of [...stays].sort((a, b) => a.from.localeCompare(b.from))) {
    if (covered !== null && from > covered) gaps.push({ from: covered, until: from })
    const end: string = until ?? endedAt
    if (covered === null || end > covered) covered = end
  }
  if (covered !== null && covered < endedAt) gaps.push({ from: covered, until: endedAt })
  return gaps
}
