import { useTranslation } from 'react-i18next'
import { durationWords, formatNear } from '~/platform/dates'
import { Bar } from './bar'
import type { Tone } from './chip'

interface ClockProps {
  /** instants as ISO text; `now` is the server's, so that page and browser agree */
  dueAt: string
  startedAt: string
  now: string
  /** when it was done, which stops the clock */
  doneAt?: string | null
  /** the promise in words: "30 phút" */
  promise?: string
}

/** Due soon: a quarter of the time or less is left. */
const isSoon = (left: number, whole: number) => left <= whole / 4

/** What is left in words, a bar whose tick is the deadline, and the promise behind it. */
export function Clock({ dueAt, startedAt, now, doneAt, promise }: ClockProps) {
  const { t } = useTranslation()
  const [due, started, current] = [dueAt, startedAt, doneAt ?? now].map((instant) => new Date(instant).getTime()) as [number, number, number]
  const whole = Math.max(1, due - started)
  const [left, spent] = [due - current, current - started]
  const late = left < 0
  const tone: Tone | undefined = late ? 'late' : doneAt ? 'done' : isSoon(left, whole) ? 'soon' : undefined
  const words = doneAt
    ? t(late ? 'shell:clock.tooLate' : 'shell:clock.inTime', { duration: durationWords(spent, t) })
    : t(late ? 'shell:clock.late' : 'shell:clock.left', { duration: durationWords(left, t) })
  const at = formatNear(dueAt, now)
  return (
    <span className={tone ? `clock is-${tone}` : 'clock'}>
      <b>{words}</b>
      <Bar done={late ? (100 * whole) / spent : (100 * spent) / whole} due={late ? (100 * whole) / spent : 100} />
      <small>{promise ? t('shell:clock.duePromise', { at, promise }) : t('shell:clock.due', { at })}</small>
    </span>
  )
}
