import { startOfDay, dayOf } from '~/platform/dates'
import type { Channel, Level } from '~/platform/database/enums'

/** How somebody wants to be reached; minutes after midnight in Vietnam. */
export interface Choice { push: boolean; sms: boolean; mail: boolean; quietFrom: number; quietUntil: number; digest: boolean }

/** Of people who never chose. */
export const usualChoice: Choice = { push: true, sms: true, mail: true, quietFrom: 21 * 60, quietUntil: 6 * 60, digest: true }

export interface ToPlan {
  noticeId: string
  href: string
  at: Date
  /** needs the person to do something */
  urgent: boolean
  level: Level | null
  /** on every channel at once, whatever was chosen */
  everywhere: boolean
}

export interface Planned { dueAt: Date; batch: string }

/** The record a notice is about, by its path: /consults/<id>, whichever of its pages the notice opens. */
export const recordOf = (href: string): string => /^\/[a-z]+\/[0-9a-f-]{36}/.exec(href)?.[0] ?? href

const minute = 60_000
const day = 24 * 60 * minute
/** Changes of one consult that come within this time are told together. */
const mergeWithin = 10 * minute
/** When the morning's digest goes out, minutes after midnight. */
const digestAt = 7 * 60

/** Patients in danger are nobody's morning post. */
export const isPressing = (level: Level | null): boolean => level === 'redAlert' || level === 'emergency'

/**
 * When and with what a notice goes out on a channel; null when this person does not want it there. What needs doing in a consult of
 * Báo động đỏ or Cấp cứu goes out at once on every channel. A text message is sent only for what needs doing.
 */
export function planFor(channel: Channel, notice: ToPlan, choice: Choice): Planned | null {
  const { noticeId, href, at, urgent, level, everywhere } = notice
  const atOnce = { dueAt: at, batch: noticeId }
  if (everywhere || (urgent && isPressing(level))) return atOnce
  if (!choice[channel] || (channel === 'sms' && !urgent)) return null
  if (isPressing(level)) return atOnce
  const quietUntil = endOfQuiet(at, choice)
  if (quietUntil) return heldUntil(quietUntil, recordOf(href), choice)
  return urgent ? atOnce : { dueAt: new Date(at.getTime() + mergeWithin), batch: recordOf(href) }
}

/** When the quiet hours around this moment end; null outside of them. Equal hours mean none. */
export function endOfQuiet(at: Date, { quietFrom, quietUntil }: Pick<Choice, 'quietFrom' | 'quietUntil'>): Date | null {
  if (quietFrom === quietUntil) return null
  const midnight = startOfDay(dayOf(at)).getTime()
  const now = (at.getTime() - midnight) / minute
  const overnight = quietFrom > quietUntil
  const quiet = overnight ? now >= quietFrom || now < quietUntil : now >= quietFrom && now < quietUntil
  if (!quiet) return null
  return new Date(midnight + quietUntil * minute + (overnight && now >= quietFrom ? day : 0))
}

function heldUntil(quietUntil: Date, about: string, { digest }: Choice): Planned {
  if (!digest) return { dueAt: quietUntil, batch: about }
  const today = dayOf(quietUntil)
  const morning = new Date(startOfDay(today).getTime() + digestAt * minute)
  // Whoever is quiet for longer gets the digest when that ends.
  return { dueAt: morning > quietUntil ? morning : quietUntil, batch: `digest ${today}` }
}
