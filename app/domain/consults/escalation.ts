import type { ClockKind, Level } from '~/platform/database/enums'

const minute = 60_000
const day = 24 * 60 * minute

/** Somebody of a hospital who can be told. */
export interface Told { personId: string; hospitalId: string }

/** Whom a clock turns to, in order; each step of the ladder is told at once. */
export type RungName = 'first' | 'duty' | 'colleagues' | 'coordinators' | 'leader' | 'otherSide' | 'busy'
export interface Rung { name: RungName; people: readonly Told[] }

export interface Ladder {
  /** whose work it is: told when the clock began, reminded before it ends */
  first: readonly Told[]
  /** then, one after the other */
  rungs: readonly Rung[]
}

export interface RunningClock {
  kind: ClockKind
  level: Level
  startedAt: Date
  dueAt: Date
  remindedAt: Date | null
  escalatedAt: Date | null
  rung: number
  toldIds: readonly string[]
  unreached: boolean
}

export type Step =
  | { do: 'wait'; nextAt: Date }
  | { do: 'remind'; to: readonly Told[]; nextAt: Date }
  | { do: 'escalate'; rung: number; name: RungName; to: readonly Told[]; nextAt: Date }
  /** nobody is left: a red line until somebody answers for it; looked at again, since the next duty may come on */
  | { do: 'alarm'; nextAt: Date }

/** How long one step of the ladder has before the next is told. */
export const pause: Record<Level, number> = { redAlert: 2 * minute, emergency: 5 * minute, sameDay: 30 * minute, routine: day }
/** Somebody may come on duty after everybody was told. */
export const lookAgain: Record<Level, number> = { redAlert: 2 * minute, emergency: 5 * minute, sameDay: 30 * minute, routine: day }

const atLeast = 2 * minute

/** When those whose work it is are reminded: at half the time, at least two minutes after it began; never where that is the end. */
export function remindAt({ startedAt, dueAt }: Pick<RunningClock, 'startedAt' | 'dueAt'>): Date | null {
  const half = Math.max(atLeast, (dueAt.getTime() - startedAt.getTime()) / 2)
  const at = startedAt.getTime() + half
  return at < dueAt.getTime() ? new Date(at) : null
}

/**
 * What a clock asks for now. Before its end those whose work it is are reminded once; from its end on the ladder is climbed rung by
 * rung, leaving out whoever was told before. Where nobody is there to begin with it climbs at once: a gap in a roster is no silence.
 */
export function nextStep(clock: RunningClock, { first, rungs }: Ladder, now: Date): Step {
  const at = now.getTime()
  const due = clock.dueAt.getTime()
  if (at < due && first.length > 0) {
    const remind = remindAt(clock)
    if (clock.remindedAt || !remind) return { do: 'wait', nextAt: clock.dueAt }
    if (at < remind.getTime()) return { do: 'wait', nextAt: remind }
    return { do: 'remind', to: onlyOnce(first), nextAt: clock.dueAt }
  }
  const known = new Set(clock.toldIds)
  // Whose work it is may have changed hands since the clock began: the next duty has not heard of it.
  for (const { name, people } of [{ name: 'first' as const, people: first }, ...rungs]) {
    const to = onlyOnce(people).filter(({ personId }) => !known.has(personId))
    if (to.length > 0) return { do: 'escalate', rung: clock.rung + 1, name, to, nextAt: new Date(at + pause[clock.level]) }
  }
  return { do: 'alarm', nextAt: new Date(at + lookAgain[clock.level]) }
}

const onlyOnce = (people: readonly Told[]): Told[] => [...new Map(people.map((one) => [one.personId, one])).values()]
