import { z } from '~/platform/zod'
import { hourRangesIn } from '~/platform/hours'
import { day, optionalText, uuid, words } from '~/platform/http/form'

const time = z.string({ error: 'settings:problem.time' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'settings:problem.time' }).transform((typed) => Number(typed.slice(0, 2)) * 60 + Number(typed.slice(3)))
const minutes = z.coerce.number({ error: 'settings:problem.minutes' }).int({ error: 'settings:problem.minutes' }).min(1, { error: 'settings:problem.minutes' }).max(14 * 24 * 60, { error: 'settings:problem.minutes' })
const workingDays = z.coerce.number({ error: 'settings:problem.days' }).int({ error: 'settings:problem.days' }).min(1, { error: 'settings:problem.days' }).max(14, { error: 'settings:problem.days' })

/** Office hours as a person types them, HH:mm; minutes after midnight. */
export const officeHoursForm = z.object({ from: time, until: time }).refine(({ from, until }) => from < until, { error: 'settings:problem.order', path: ['until'] })

/** Every clock in minutes; routine in working days. Nobody answers before somebody is reached. */
export const clocksForm = z.object({
  redAlertReach: minutes, redAlertAnswer: minutes, emergencyReach: minutes, emergencyAnswer: minutes, sameDayReach: minutes, sameDayAnswer: minutes, routineReach: workingDays, routineAnswer: workingDays,
}).superRefine((typed, context) => {
  for (const level of ['redAlert', 'emergency', 'sameDay', 'routine'] as const) {
    if (typed[`${level}Answer`] < typed[`${level}Reach`]) context.addIssue({ code: 'custom', message: 'settings:problem.answerFirst', path: [`${level}Answer`] })
  }
})

/** Báo động đỏ and Cấp cứu never wait for an approval. */
export const approvalForm = z.object({ levels: z.array(z.enum(['sameDay', 'routine'])).default([]) })

/** One place of the order up or down, or a role in or out of it; the order that was shown comes along, so that nobody moves what another has moved. */
export const confirmingForm = z.object({ order: z.array(z.enum(['scribe', 'chair', 'treating'])).max(3), step: z.string().regex(/^(up|down|out|in):(scribe|chair|treating)$/, { error: 'problems:unknownChoice' }) })

/** Days as typed, "1, 3, 7": whole numbers that rise. */
export const followUpForm = z.object({
  days: z.string({ error: 'settings:problem.followUp' }).transform((typed) => typed.split(/[\s,;]+/).filter(Boolean).map(Number))
    .refine((days) => days.length > 0 && days.length <= 10 && days.every((one, index) => Number.isInteger(one) && one >= 1 && one <= 90 && one > (days[index - 1] ?? 0)), { error: 'settings:problem.followUp' }),
})

const whole = (least: number, most: number, key: string) => z.coerce.number({ error: key }).int({ error: key }).min(least, { error: key }).max(most, { error: key })

/** When conferences can be: several ranges a day or none (office hours), the regular hour, rest and notice in minutes. */
export const conferencesForm = z.object({
  hours: optionalText(120).transform((typed, context) => {
    const ranges = hourRangesIn(typed)
    if (!ranges || ranges.length > 6) context.addIssue({ code: 'custom', message: 'settings:problem.ranges' })
    return ranges ?? []
  }),
  regularFrom: time, regularUntil: time,
  buffer: whole(0, 240, 'settings:problem.buffer'), notice: whole(0, 14 * 24 * 60, 'settings:problem.notice'),
  approval: z.literal('yes').optional(),
}).refine(({ regularFrom, regularUntil }) => regularFrom < regularUntil, { error: 'settings:problem.order', path: ['regularUntil'] })
export type ConferencesForm = z.infer<typeof conferencesForm>

export const addSite = z.object({ name: words(100), telephone: optionalText(30) })
export const closeSite = z.object({ siteId: uuid })

/** A holiday off, or a Saturday worked in its place. */
export const calendarForm = z.object({ day, working: z.enum(['yes', 'no'], { error: 'problems:unknownChoice' }), note: optionalText(100) })
export const calendarRemoval = z.object({ day })

export type ConfirmingForm = z.infer<typeof confirmingForm>
export type ClocksForm = z.infer<typeof clocksForm>
export type CalendarForm = z.infer<typeof calendarForm>
