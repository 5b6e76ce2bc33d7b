import { z } from '~/platform/zod'

const minutes = z.coerce.number().int().min(0).max(14 * 24 * 60)
const minuteOfDay = z.coerce.number().int().min(0).max(24 * 60)
const level = z.enum(['redAlert', 'emergency', 'sameDay', 'routine'])
const range = z.object({ from: minuteOfDay, until: minuteOfDay })
/** Minutes until somebody has to be reached, and until the answer. */
const pair = z.object({ reach: minutes, answer: minutes })

/** What a hospital may decide for itself, each with its form; what it did not decide is the default. */
export const settingSchemas = {
  /** minutes after midnight in Vietnam, on working days */
  officeHours: z.object({ from: minuteOfDay, until: minuteOfDay }),
  /** levels that a head of department or the leader on duty approves before they are sent */
  approvalLevels: z.array(level),
  /** routine counts in working days: its minutes are those of 24-hour days */
  clocks: z.object({ redAlert: pair, emergency: pair, sameDay: pair, routine: pair }),
  /** days after the decision on which the patient's condition is asked for; then weekly */
  followUpDays: z.array(z.coerce.number().int().min(1).max(90)).min(1).max(10),
  /** when its people and sites can be met: without hours of its own the office hours; its regular hour; rest between two and least notice, in minutes; does a head approve each before its invitations go out? */
  conferences: z.object({ hours: z.array(range).max(6), regular: range, buffer: z.coerce.number().int().min(0).max(240), notice: minutes, approval: z.boolean().default(false) }),
  /** who confirms the minutes of a conference it runs, in order */
  minutes: z.object({ confirming: z.array(z.enum(['scribe', 'chair', 'treating'])).min(1).max(3).refine((roles) => new Set(roles).size === roles.length) }),
} as const

export type SettingKey = keyof typeof settingSchemas
export type Setting<K extends SettingKey> = z.infer<(typeof settingSchemas)[K]>

const day = 24 * 60

export const defaultSettings: { [K in SettingKey]: Setting<K> } = {
  officeHours: { from: 7 * 60 + 30, until: 16 * 60 + 30 },
  approvalLevels: ['routine'],
  clocks: { redAlert: { reach: 5, answer: 10 }, emergency: { reach: 10, answer: 30 }, sameDay: { reach: 60, answer: 240 }, routine: { reach: day, answer: 2 * day } },
  followUpDays: [1, 3, 7],
  conferences: { hours: [], regular: { from: 13 * 60 + 30, until: 15 * 60 }, buffer: 15, notice: 60, approval: false },
  minutes: { confirming: ['scribe', 'chair', 'treating'] },
}

/** A stored value, or the default where there is none; one that no longer fits counts as none. */
export function settingOrDefault<K extends SettingKey>(key: K, value: unknown): Setting<K> {
  const parsed = settingSchemas[key].safeParse(value)
  return parsed.success ? (parsed.data as Setting<K>) : defaultSettings[key]
}
