import type { LineQuality } from '~/domain/rooms/room-state'
import type { LineReason, LineWord } from './contract'
import type { LineFigures } from './line-figures'

/** How one's own line was over the last seconds; null is unknown. */
export interface LineSample {
  /** share of what was sent that did not arrive, here or there, whichever is more */
  loss: number | null
  /** there and back, ms */
  delay: number | null
  /** bit/s */
  rate: number | null
}

/** Fewer packets than this in a span say nothing of loss: a silent line sends five in two seconds. */
const telling = 20

export function sampleOf(before: LineFigures, now: LineFigures): LineSample {
  const [received, lost] = [now.received - before.received, Math.max(0, now.lost - before.lost)]
  const here = received + lost >= telling && received >= 0 ? lost / (received + lost) : null
  return { loss: here === null ? now.lostThere : Math.max(here, now.lostThere ?? 0), delay: now.delay, rate: now.rate }
}

/**
 * The better half of one's lines: where all are bad it is one's own line, where one is bad it is the other end's, and that
 * one says so itself.
 */
export function ownLine(samples: readonly LineSample[]): LineSample {
  const middle = (values: (number | null)[], betterFirst: (a: number, b: number) => number) => {
    const known = values.filter((value) => value !== null).sort(betterFirst)
    return known[Math.ceil(known.length / 2) - 1] ?? null
  }
  return {
    loss: middle(samples.map(({ loss }) => loss), (a, b) => a - b), delay: middle(samples.map(({ delay }) => delay), (a, b) => a - b), rate: middle(samples.map(({ rate }) => rate), (a, b) => b - a),
  }
}

/** From where on a figure is fair, poor, bad: what speech in Opus with repair data stands, what a talk stands, what sound alone needs. */
const limits = { loss: [0.03, 0.08, 0.18], delay: [350, 700, 1_400], rate: [120_000, 60_000, 28_000] } as const

/** With less than this there is no room beside one's own picture, bit/s. */
export const enough = limits.rate[0]

/** A browser's guess of the rate jumps, and at times it has none: down at once, up with the mean of the last ten seconds. `known`: oldest first. */
const remembered = 5
export const remember = (known: readonly number[], rate: number | null): number[] => (rate === null ? [...known] : [...known, rate].slice(-remembered))
export function steadyRate(known: readonly number[], rate: number | null): number | null {
  if (known.length === 0) return rate
  return Math.min(rate ?? Infinity, known.reduce((sum, one) => sum + one, 0) / known.length)
}

const worst: readonly LineQuality[] = ['good', 'fair', 'poor', 'bad']

/** Four steps, and the figure that decides. */
export function qualityOf({ loss, delay, rate }: LineSample): LineWord {
  const steps: [LineReason, number][] = [
    ['loss', limits.loss.filter((limit) => loss !== null && loss >= limit).length],
    ['delay', limits.delay.filter((limit) => delay !== null && delay >= limit).length],
    ['rate', limits.rate.filter((limit) => rate !== null && rate <= limit).length],
  ]
  const [reason, step] = steps.reduce((so, one) => (one[1] > so[1] ? one : so))
  return { quality: worst[step] ?? 'bad', reason: step === 0 ? 'none' : reason }
}
