import type { RoomState, Stay } from './room-state'

export interface Attendance { personId: string; stays: { from: string; until: string }[] }

/** A line that came back within this time was a drop, not a departure. */
const dropAtMost = 60_000

/**
 * Who was in the room and when, for the minutes: from the log alone. Stays separated by a short drop count as one;
 * an open stay ends with the conference.
 */
export function attendanceOf(state: RoomState, endedAt: string): Attendance[] {
  return Object.entries(state.people)
    .map(([personId, { stays }]) => ({ personId, stays: joined(stays, endedAt) }))
    .filter(({ stays }) => stays.length > 0)
    .sort((a, b) => (a.stays[0]?.from ?? '').localeCompare(b.stays[0]?.from ?? ''))
}

function joined(stays: Stay[], endedAt: string): { from: string; until: string }[] {
  const whole: { from: string; until: string }[] = []
  for (const { from, until } of stays) {
    const last = whole.at(-1)
    if (last && Date.parse(from) - Date.parse(last.until) <= dropAtMost) last.until = until ?? endedAt
    else whole.push({ from, until: until ?? endedAt })
  }
  return whole
}

/** Since when nobody has been in the room: since the last one's line ended, or since it opened; null while somebody is in it. */
export function emptySince({ people }: RoomState, openedAt: Date): Date | null {
  const stays = Object.values(people).flatMap((presence) => presence.stays)
  if (stays.some(({ until }) => until === null)) return null
  return new Date(Math.max(openedAt.getTime(), ...stays.map(({ until }) => Date.parse(until ?? ''))))
}
