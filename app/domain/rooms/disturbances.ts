import type { FrozenMinutes } from './stored-minutes'
import type { RoomState } from './room-state'

type Disturbance = FrozenMinutes['interruptions'][number]

/** A break that is over before anybody notices. */
const noticedAfter = 10_000

/** When whose line was bad, or broke off while they were expected back; from the log alone, by time. */
export function disturbancesOf({ weak, people }: Pick<RoomState, 'weak' | 'people'>, endedAt: string): Disturbance[] {
  const bad = Object.entries(weak).flatMap(([personId, stays]) => stays.map(({ from, until }) => ({ kind: 'line' as const, personId, from, until: until ?? endedAt })))
  const broken = Object.entries(people).flatMap(([personId, { stays }]) => stays.flatMap(({ until }, index) => {
    const next = stays[index + 1]
    return until && next ? [{ kind: 'lost' as const, personId, from: until, until: next.from }] : []
  }))
  return [...bad, ...broken].filter(({ from, until }) => Date.parse(until) - Date.parse(from) >= noticedAfter).sort((a, b) => a.from.localeCompare(b.from))
}
