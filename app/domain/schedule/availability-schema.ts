import { optionalText, uuid } from '~/platform/http/form'
import { hourRangesIn } from '~/platform/hours'
import { z } from '~/platform/zod'
import { localTimeOr } from './schema'

const ranges = optionalText(120).transform((typed, context) => {
  const found = hourRangesIn(typed)
  if (!found || found.length > 6) context.addIssue({ code: 'custom', message: 'schedule:problem.hours' })
  return found ?? []
})

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** One's own hours, a line for each day of the week; or those of the hospital. */
export const keepHours = z.object({ follow: z.enum(['hospital', 'own'], { error: 'schedule:problem.follow' }), day1: ranges, day2: ranges, day3: ranges, day4: ranges, day5: ranges, day6: ranges, day7: ranges })

const moment = localTimeOr('schedule:problem.blockTime')
const block = { kind: z.enum(['away', 'extra'], { error: 'problems:unknownChoice' }), from: moment, until: moment, note: optionalText(200) }
export const enterBlock = z.object(block)
export const enterSiteBlock = z.object({ ...block, siteId: uuid })
export const endBlock = z.object({ blockId: uuid })

export type KeepHours = z.infer<typeof keepHours>
export type EnterBlock = z.infer<typeof enterBlock>
