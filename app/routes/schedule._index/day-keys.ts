import type { KeyboardEvent } from 'react'

const steps: Record<string, (place: number, last: number) => number> = {
  ArrowLeft: (place) => place - 1, ArrowRight: (place) => place + 1, Home: () => 0, End: (_place, last) => last,
}

/** Left and right lead from day to day, Home and End to the first and the last; Tab goes through everything in order as ever. */
export function moveBetweenDays(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const days = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-day]')]
  const section = document.activeElement?.closest('[data-of-day]')
  const place = days.findIndex((day) => day === document.activeElement || (section !== null && section?.contains(day)))
  if (place < 0) return
  const next = days[step(place, days.length - 1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
