import type { Condition, EndKind, TreatmentResult } from '~/platform/database/enums'
import { dayOf } from '~/platform/dates'

const day = 24 * 60 * 60_000

/** What one tap says of the patient, in the order of the buttons. */
export const conditions = ['better', 'same', 'worse', 'discharged', 'referred', 'died'] as const satisfies readonly Condition[]

/** "Như cũ" says all by itself; anything else needs its line, since the specialist asks what changed. */
export const needsLine = (condition: Condition): boolean => condition !== 'same'

/** Which end of the episode an entry announces, to be offered at once; null while care goes on. */
export const endAnnounced = (condition: Condition): EndKind | null =>
  condition === 'died' ? 'death' : condition === 'discharged' ? 'discharge' : null

export type Contradiction = 'deadRecovered' | 'diedElsewise' | 'referredOnSite'

/** What of an evaluation cannot be true beside the end of the episode; null when it can. */
export function contradiction({ endKind, referred }: { endKind: EndKind; referred: boolean }, { result, onSite }: { result: TreatmentResult; onSite: boolean }): Contradiction | null {
  if (endKind === 'death' && result !== 'died') return 'deadRecovered'
  if ((endKind === 'discharge' || endKind === 'endOfCare') && result === 'died') return 'diedElsewise'
  return onSite && (referred || endKind === 'referral') ? 'referredOnSite' : null
}

/** Readmission is asked for from day 30 after the end until day 90; later nobody remembers. Nobody asks about the dead. */
export const readmissionDays = { from: 30, until: 90 } as const

/** The first day, yyyy-MM-dd, on which readmission can be entered. */
export const readmissionFrom = (endedOn: string): string => new Date(Date.parse(`${endedOn}T00:00:00Z`) + readmissionDays.from * day).toISOString().slice(0, 10)

/** Is it time to ask whether the patient came back? */
export function readmissionDue({ endKind, endedOn, entered }: { endKind: EndKind; endedOn: Date; entered: boolean }, now: Date): boolean {
  if (entered || endKind === 'death') return false
  const waited = (Date.parse(`${dayOf(now.toISOString())}T00:00:00Z`) - endedOn.getTime()) / day
  return waited >= readmissionDays.from && waited <= readmissionDays.until
}
