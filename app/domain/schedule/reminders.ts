const minute = 60_000
const day = 24 * 60 * minute
const soon = 15 * minute

export interface ToRemind { startsAt: Date; /** when its time was decided */ setAt: Date; dayRemindedAt: Date | null; soonRemindedAt: Date | null }

/** How long before its beginning a conference is looked at for the first time. */
export const firstLook = day

export interface Reminding {
  /** columns that are done with */
  marks: ('dayRemindedAt' | 'soonRemindedAt')[]
  /** what is told; nothing where the time was decided after the reminder would have gone out */
  tell: 'day' | 'soon' | null
}

/** What to remind of now: a day before, and a quarter of an hour before. One that was missed gives way to the next. */
export function remindingOf({ startsAt, setAt, dayRemindedAt, soonRemindedAt }: ToRemind, now: Date): Reminding {
  const ahead = startsAt.getTime() - now.getTime()
  const knownBefore = (span: number) => startsAt.getTime() - setAt.getTime() > span
  if (ahead <= 0 || ahead > day) return { marks: [], tell: null }
  if (ahead <= soon) {
    const marks = [...(dayRemindedAt ? [] : ['dayRemindedAt' as const]), ...(soonRemindedAt ? [] : ['soonRemindedAt' as const])]
    return { marks, tell: !soonRemindedAt && knownBefore(soon) ? 'soon' : null }
  }
  return dayRemindedAt ? { marks: [], tell: null } : { marks: ['dayRemindedAt'], tell: knownBefore(day) ? 'day' : null }
}
