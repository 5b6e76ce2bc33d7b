/** What the order of calling depends on; times as instants. */
export interface Called {
  personId: string
  /** 1 is called first */
  rank: number
  /** stands for every specialty of the hospital, not for the one asked about */
  general: boolean
  /** not to be called first until then */
  busyUntil: Date | null
  endsAt: Date
}

/**
 * The order in which people on duty are called: who is free by rank, those of the specialty itself before those who stand for every
 * specialty; then who is busy, by when they are free again. Somebody with several duties stands in the list once, at the best place.
 */
export function callingOrder<T extends Called>(shifts: readonly T[]): T[] {
  const free = shifts.filter(({ busyUntil }) => busyUntil === null)
  const busy = shifts.filter(({ busyUntil }) => busyUntil !== null)
  const byPlace = (a: T, b: T): number => Number(a.general) - Number(b.general) || a.rank - b.rank || a.endsAt.getTime() - b.endsAt.getTime() || a.personId.localeCompare(b.personId)
  const byFree = (a: T, b: T): number => (a.busyUntil?.getTime() ?? 0) - (b.busyUntil?.getTime() ?? 0) || byPlace(a, b)
  const all = [...free.sort(byPlace), ...busy.sort(byFree)]
  return all.filter(({ personId }, index) => all.findIndex((one) => one.personId === personId) === index)
}

export interface Span { startsAt: Date; endsAt: Date }
export interface Gap { from: Date; until: Date }

/** The times between `from` and `until` that none of the shifts covers, the earliest first. */
export function gapsIn(shifts: readonly Span[], from: Date, until: Date): Gap[] {
  const gaps: Gap[] = []
  let covered = from.getTime()
  for (const { startsAt, endsAt } of [...shifts].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (startsAt.getTime() >= until.getTime()) break
    if (startsAt.getTime() > covered) gaps.push({ from: new Date(covered), until: startsAt })
    covered = Math.max(covered, endsAt.getTime())
  }
  if (covered < until.getTime()) gaps.push({ from: new Date(covered), until })
  return gaps
}
