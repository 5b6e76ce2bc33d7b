import { isRunning } from '~/domain/schedule/policy'
import type { ConferenceRole } from '~/platform/database/enums'
import type { RoomState, Stay } from './room-state'
import type { FrozenMinutes } from './stored-minutes'

type Interruption = FrozenMinutes['interruptions'][number]
interface Member { personId: string; role: ConferenceRole }
interface Gap { from: string; until: string }

/** A break that is over before anybody notices. */
const noticedAfter = 10_000
/** A chair whose line came back within this time was not away. */
const dropAtMost = 60_000

/**
 * What interrupted a conference, for its minutes: whose line was bad or broke off while they were expected back, when the chair was away, and
 * when nobody was in the room who may lead. From the log alone, by time; the members say whose absence counts.
 */
export function interruptionsOf({ weak, people }: Pick<RoomState, 'weak' | 'people'>, endedAt: string, members: readonly Member[]): Interruption[] {
  const chair = members.find(({ role }) => role === 'chair')?.personId
  const bad = Object.entries(weak).flatMap(([personId, stays]) => stays.map(({ from, until }) => ({ kind: 'line' as const, personId, from, until: until ?? endedAt })))
  const lost = Object.entries(people).flatMap(([personId, { stays }]) => stays.flatMap(({ until }, index) => {
    const next = stays[index + 1]
    return until && next && !(personId === chair && lasts({ from: until, until: next.from }, dropAtMost)) ? [{ kind: 'lost' as const, personId, from: until, until: next.from }] : []
  }))
  const away = chair ? gapsOf(people[chair]?.stays ?? [], endedAt).filter((gap) => lasts(gap, dropAtMost)).map((gap) => ({ kind: 'chairGone' as const, personId: chair, ...gap })) : []
  const running = members.filter(({ role }) => isRunning(role)).flatMap(({ personId }) => people[personId]?.stays ?? [])
  const leaderless = gapsOf(running, endedAt).map((gap) => ({ kind: 'leaderless' as const, personId: null, ...gap }))
  return [...bad, ...lost, ...away, ...leaderless].filter((one) => lasts(one, noticedAfter)).sort((a, b) => a.from.localeCompare(b.from))
}

const lasts = ({ from, until }: Gap, atLeast: number): boolean => Date.parse(until) - Date.parse(from) >= atLeast

/** When none of these stays was, after the first one began. */
function gapsOf(stays: readonly Stay[], endedAt: string): Gap[] {
  const gaps: Gap[] = []
  let covered: string | null = null
  for (const { from, until } of [...stays].sort((a, b) => a.from.localeCompare(b.from))) {
    if (covered !== null && from > covered) gaps.push({ from: covered, until: from })
    const end: string = until ?? endedAt
    if (covered === null || end > covered) covered = end
  }
  if (covered !== null && covered < endedAt) gaps.push({ from: covered, until: endedAt })
  return gaps
}
