import type { AlertMarkKind } from '~/platform/database/enums'

/** The marks of a Báo động đỏ in the order of its line; guidance, team and escorted referral need not all come. */
export const markKinds = ['activated', 'acknowledged', 'connected', 'guidance', 'teamSent', 'escortedReferral', 'ended'] as const satisfies readonly AlertMarkKind[]
/** Those that a person sets by a button; the first and the last come with raising and ending it. */
export const settable = ['acknowledged', 'connected', 'guidance', 'teamSent', 'escortedReferral'] as const satisfies readonly AlertMarkKind[]

export interface Mark<At = Date> { kind: AlertMarkKind; at: At; personId: string; note: string }

export interface LineOfMark { kind: AlertMarkKind; at: Date; personId: string; note: string; /** whole minutes since the alert was raised */ minutes: number; /** since the mark before it */ since: number }

const minute = 60_000
const minutesBetween = (from: Date, until: Date): number => Math.floor(Math.max(0, until.getTime() - from.getTime()) / minute)

/** The marks on one line: each kind once, when it first came, in the order in which they came. */
export function lineOf(marks: readonly Mark[]): LineOfMark[] {
  const inTime = [...marks].sort((a, b) => a.at.getTime() - b.at.getTime() || markKinds.indexOf(a.kind) - markKinds.indexOf(b.kind))
  const firsts = inTime.filter((mark, index) => inTime.findIndex(({ kind }) => kind === mark.kind) === index)
  const start = firsts.find(({ kind }) => kind === 'activated')?.at ?? firsts[0]?.at
  return firsts.map((mark, index) => ({ ...mark, minutes: start ? minutesBetween(start, mark.at) : 0, since: minutesBetween(firsts[index - 1]?.at ?? mark.at, mark.at) }))
}
