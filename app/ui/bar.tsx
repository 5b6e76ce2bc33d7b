import type { Tone } from './chip'

/** A bar from 0 to 100 with a tick at `due`; decoration beside its numbers, which the caller writes. */
export function Bar({ done, due = 100, tone }: { done: number; due?: number; tone?: Tone }) {
  const [filled, tick] = [done, due].map((value) => `${Math.max(0, Math.min(100, value))}%`)
  return (
    <svg className={tone ? `bar is-${tone}` : 'bar'} aria-hidden="true" focusable="false">
      <rect width={filled} height="100%" />
      <line x1={tick} x2={tick} y1="-4" y2="8" />
    </svg>
  )
}
