import { hourOf } from '~/domain/duty/times'
import { day, optionalText, text, words } from '~/platform/http/form'
import { z } from '~/platform/zod'
import { longest, mostPeople, shortest, shortestItem } from './limits'

const person = z.uuid({ error: 'schedule:problem.person' })
const perhaps = z.union([z.literal('').transform(() => undefined), person]).optional()
const people = z.array(person).max(mostPeople, { error: 'schedule:problem.tooMany' }).default([])
const sites = z.array(z.uuid({ error: 'schedule:problem.site' })).max(20, { error: 'schedule:problem.site' }).default([])
const reason = text(1_000).refine((typed) => typed.length >= 5, { error: 'schedule:problem.reason' })
const seriesId = z.uuid()

const hour = z.string({ error: 'schedule:problem.hour' }).transform((typed, context) => {
  const at = hourOf(typed)
  if (at !== null && at < 24 * 60) return at
  context.addIssue({ code: 'custom', message: 'schedule:problem.hour' })
  return z.NEVER
})
const minutesBetween = (least: number, error: string) => z.coerce.number({ error }).int({ error }).min(least, { error }).max(longest, { error })

/** Who runs a conference of the series; on one day it may be somebody else. */
const running = { chairId: person, deputyId: perhaps, scribeId: person, specialistIds: people, siteIds: sites }

export const makeSeries = z.object({
  name: words(120),
  weekday: z.coerce.number({ error: 'schedule:problem.weekday' }).int({ error: 'schedule:problem.weekday' }).min(1, { error: 'schedule:problem.weekday' }).max(7, { error: 'schedule:problem.weekday' }),
  startMinute: hour,
  minutes: minutesBetween(shortest, 'schedule:problem.length'),
  perConsult: minutesBetween(shortestItem, 'schedule:problem.itemLength'),
  firstDay: day,
  lastDay: z.union([z.literal('').transform(() => undefined), day]).optional(),
  ...running,
})
/** `version` was before the writer's eyes; `drafts` asks for the empty drafts to be prepared anew. */
export const changeSeries = makeSeries.extend({ seriesId, version: z.coerce.number({ error: 'schedule:problem.seriesChanged' }).int().min(1), drafts: z.literal('on').optional() })
export const endSeries = z.object({ seriesId, reason })
export const skipDate = z.object({ seriesId, day, reason })
/** What is left out is as the series has it. */
export const retryDate = z.object({ seriesId, day, chairId: perhaps, deputyId: perhaps, scribeId: perhaps, chosen: z.literal('on').optional(), specialistIds: people, siteIds: sites })

export const enterBacklog = z.object({ consultId: z.uuid(), seriesId: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(), minutes: minutesBetween(shortestItem, 'schedule:problem.itemLength'), note: optionalText(500) })
export const leaveBacklog = z.object({ entryId: z.uuid() })
export const fillAgenda = z.object({ conferenceId: z.uuid() })

export type MakeSeries = z.infer<typeof makeSeries>
export type ChangeSeries = z.infer<typeof changeSeries>
export type EndSeries = z.infer<typeof endSeries>
export type SkipDate = z.infer<typeof skipDate>
export type RetryDate = z.infer<typeof retryDate>
export type EnterBacklog = z.infer<typeof enterBacklog>
export type LeaveBacklog = z.infer<typeof leaveBacklog>
export type FillAgenda = z.infer<typeof fillAgenda>
