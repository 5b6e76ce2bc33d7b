import type { LineQuality } from '~/domain/rooms/room-state'
import { enough } from './line-quality'

/**
 * Sound first: on a line that does not carry everything, pictures give way one step after the other, and come back slowly.
 * Pure: what is measured goes in with its time, what to do comes out.
 */
export const steps = ['full', 'smaller', 'fewer', 'ownOff', 'othersOff', 'sound'] as const
export type Step = (typeof steps)[number]
const last = steps.length - 1
const ownOff = steps.indexOf('ownOff')

export interface AudioFirst {
  /** place in steps */
  step: number
  /** since when, in ms, the line has been weak or good without a break; null when it is not */
  weakSince: number | null
  goodSince: number | null
  changedAt: number
  /** how long it must be good before a step back, ms; grows each time that was too early */
  patience: number
  /** when the last step back was taken */
  triedAt: number | null
  seenAt: number
}
export interface Measured {
  quality: LineQuality
  /** share lost */
  loss: number | null
  /** bit/s, while a picture is sent */
  rate: number | null
}

/** What a step changed shows after this long; before, the next one would be taken on old figures. */
const settle = 4_000
const weakFor = { bad: 2_000, poor: 6_000, fair: 10_000, good: Infinity } as const
/**
 * A browser fills what a line carries with its picture, down to the last bit, and slows down before anything is lost: then the
 * line is no more than fair by its rate, and the images of the case and the minutes wait behind the picture.
 */
const isFull = ({ quality, rate }: Measured, step: number): boolean => quality === 'fair' && rate !== null && rate <= enough && step < ownOff
/** So much is lost that speech breaks now: one's own picture goes at once. */
const breaking = 0.3
const patient = { first: 10_000, most: 160_000 } as const
/** Weak again within this time after a step back: it was too early. */
const tooEarly = 30_000
/** Good for this long with everything on: what was learnt of this line is forgotten. */
const forget = 120_000
/** A page that slept knows nothing of the time between. */
const asleep = 10_000

export const begin = (now: number): AudioFirst => ({ step: 0, weakSince: null, goodSince: null, changedAt: now, patience: patient.first, triedAt: null, seenAt: now })

export function decide(before: AudioFirst, measured: Measured, now: number): AudioFirst {
  const { quality, loss } = measured
  const slept = now - before.seenAt > asleep || now < before.seenAt
  const weak = quality === 'bad' || quality === 'poor' || isFull(measured, before.step)
  const weakSince = weak ? (slept ? now : before.weakSince ?? now) : null
  const goodSince = quality === 'good' ? (slept ? now : before.goodSince ?? now) : null
  const known = { ...before, weakSince, goodSince, seenAt: now }
  if (slept) return { ...known, changedAt: now }
  if (now - before.changedAt < settle) return known
  if (weak && before.step < last) {
    const isBreaking = quality === 'bad' && (loss ?? 0) >= breaking
    const due = isBreaking || (weakSince !== null && now - weakSince >= weakFor[quality])
    if (!due) return known
    const early = before.triedAt !== null && now - before.triedAt <= tooEarly
    const patience = early ? Math.min(patient.most, before.patience * 2) : before.patience
    return { ...known, step: isBreaking ? Math.max(before.step + 1, ownOff) : before.step + 1, weakSince: now, changedAt: now, patience, triedAt: null }
  }
  if (goodSince === null) return known
  if (before.step === 0) return now - goodSince >= forget ? { ...known, patience: patient.first } : known
  return now - goodSince >= before.patience ? { ...known, step: before.step - 1, goodSince: now, changedAt: now, triedAt: now } : known
}

/** Back to everything because the person says so; where the line does not carry it, it goes again. */
export const retry = (before: AudioFirst, now: number): AudioFirst => ({ ...before, step: 0, weakSince: null, goodSince: null, changedAt: now, triedAt: now })

/** "Tiết kiệm dữ liệu" keeps pictures away whatever the line carries; sound and shared screens stay. */
export const stepOf = ({ step }: Pick<AudioFirst, 'step'>, saving: boolean): Step => steps[Math.max(step, saving ? steps.indexOf('othersOff') : 0)] ?? 'sound'
