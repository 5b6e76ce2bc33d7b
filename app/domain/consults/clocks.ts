import type { Level } from '~/platform/database/enums'

const minute = 60_000
const day = 24 * 60 * minute
const vietnam = 7 * 60 * minute

/** Saturday and Sunday in Vietnam, which has no daylight saving time. */
const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at + vietnam).getUTCDay())

/** When the answer is due: 30 minutes, 4 hours, or two working days at the same hour. */
export function answerDue(level: Level, sentAt: Date): Date {
  const start = sentAt.getTime()
  switch (level) {
    case 'redAlert': return new Date(start + 10 * minute)
    case 'emergency': return new Date(start + 30 * minute)
    case 'sameDay': return new Date(start + 240 * minute)
    case 'routine': {
      let at = start
      for (let left = 2; left > 0;) {
        at += day
        if (!isWeekend(at)) left -= 1
      }
      return new Date(at)
    }
    default: return level satisfies never
  }
}

/** Days after the decision on which the patient's condition is asked for: 1, 3, 7, then weekly. */
const followUpDays = (count: number): number => [1, 3, 7][count] ?? 7 * (count - 1)

/** When the next follow-up entry is due: the first of those days after the latest entry. */
export function nextFollowUp(decidedAt: Date, lastEntryAt: Date | null): Date {
  for (let count = 0; ; count += 1) {
    const due = new Date(decidedAt.getTime() + followUpDays(count) * day)
    if (!lastEntryAt || due > lastEntryAt) return due
  }
}
