import { z } from '~/platform/zod'
import type { Calendar } from '~/domain/catalogue/working-days'
import { settingOrDefault } from '~/domain/hospitals/settings'
import { db, type Tx } from '~/platform/database/database.server'
import type { HourRange } from '~/platform/hours'
import type { Hours } from './open-hours'
import type { Party } from './slots'

const minute = 60_000
const day = 24 * 60 * minute
/** How far ahead slots are looked for. */
export const horizon = 60 * day

export interface Wanted { id: string; hospitalId: string }
export interface WhoWhere { people: readonly Wanted[]; sites: readonly Wanted[] }

type Tables = Pick<Tx, '$queryRaw'> | typeof db

interface Taken { kind: 'booked' | 'away' | 'extra' | 'duty' | 'busy' | 'load'; who: string; startsAt: Date; endsAt: Date; count: number }

/**
 * What stands in the way of these people and sites, in one question: bookings are found by who and when, so that it does not matter how
 * many others there are. No booking is longer than a day. An hour counts as load when it was held until it began: what was called off or moved before
 * took nobody's time.
 */
function takenBetween(tx: Tables, people: string[], sites: string[], now: Date, from: Date, until: Date): Promise<Taken[]> {
  const [early, late, lately] = [new Date(from.getTime() - 2 * day), new Date(until.getTime() + day), new Date(now.getTime() - 30 * day)]
  return tx.$queryRaw<Taken[]>`
    select 'booked' as "kind", "personId" as "who", "startsAt", "endsAt", 0 as "count" from "Booking"
      where "personId" = any(${people}::uuid[]) and "startsAt" between ${early} and ${late} and "releasedAt" is null
    union all select 'booked', "siteId", "startsAt", "endsAt", 0 from "Booking"
      where "siteId" = any(${sites}::uuid[]) and "startsAt" between ${early} and ${late} and "releasedAt" is null
    union all select "kind"::text, coalesce("personId", "siteId"), "startsAt", "endsAt", 0 from "TimeBlock"
      where ("personId" = any(${people}::uuid[]) or "siteId" = any(${sites}::uuid[])) and "endsAt" > ${from} and "startsAt" < ${until} and "endedAt" is null
    union all select 'duty', "personId", "startsAt", "endsAt", 0 from "DutyShift"
      where "personId" = any(${people}::uuid[]) and "startsAt" between ${early} and ${until} and "endsAt" > ${from} and "cancelledAt" is null
    union all select 'busy', "personId", "fromAt", least("untilAt", "endedAt"), 0 from "BusyTime"
      where "personId" = any(${people}::uuid[]) and "untilAt" > ${from} and "fromAt" < ${until}
    union all select 'load', "personId", ${now}::timestamptz, ${now}::timestamptz, count(*)::int from "Booking"
      where "personId" = any(${people}::uuid[]) and "startsAt" between ${lately} and ${now} and ("releasedAt" is null or "releasedAt" > "startsAt") group by "personId"`
}

interface Rule { kind: 'setting' | 'hours' | 'calendar'; who: string; key: string; value: unknown }

/** By which hours these hospitals and people work, in one question. */
function rulesOf(tx: Tables, hospitals: string[], people: string[], from: Date, until: Date): Promise<Rule[]> {
  return tx.$queryRaw<Rule[]>`
    select 'setting' as "kind", "hospitalId"::text as "who", "key", "value" from "HospitalSetting" where "hospitalId" = any(${hospitals}::uuid[]) and "key" in ('officeHours', 'conferences')
    union all select 'hours', "personId"::text, "weekday"::text, jsonb_build_object('from', "fromMinute", 'until', "untilMinute") from "WorkingHours" where "personId" = any(${people}::uuid[])
    union all select 'calendar', '', to_char("day", 'YYYY-MM-DD'), to_jsonb("working") from "CalendarDay" where "day" between ${new Date(from.getTime() - 2 * day)}::date and ${new Date(until.getTime() + 2 * day)}::date`
}

const range = z.object({ from: z.number(), until: z.number() })

function ownHours(rules: readonly Rule[], personId: string): Hours['own'] {
  const own = rules.filter(({ kind, who }) => kind === 'hours' && who === personId)
  if (own.length === 0) return null
  const days = new Map<number, HourRange[]>()
  for (const { key, value } of own) days.set(Number(key), [...(days.get(Number(key)) ?? []), range.parse(value)])
  return days
}

/** People and sites as the finder sees them, with the calendar all share and how each hospital holds its conferences. */
export interface Availability { parties: Map<string, Party>; calendar: Calendar; regularOf: (hospitalId: string) => HourRange }

/** Availability from rules and what is stored, in two questions whatever the number of bookings. Unscoped: whoever asks may arrange a conference of these. */
export async function availabilityOf({ people, sites }: WhoWhere, now: Date, { from = now, until = new Date(now.getTime() + horizon) }: { from?: Date; until?: Date } = {}, tx: Tables = db): Promise<Availability> {
  const [personIds, siteIds] = [people.map(({ id }) => id), sites.map(({ id }) => id)]
  const hospitals = [...new Set([...people, ...sites].map(({ hospitalId }) => hospitalId))]
  const [taken, rules] = await Promise.all([takenBetween(tx, personIds, siteIds, now, from, until), rulesOf(tx, hospitals, personIds, from, until)])
  const setting = <K extends 'officeHours' | 'conferences'>(hospitalId: string, key: K) =>
    settingOrDefault(key, rules.find((rule) => rule.kind === 'setting' && rule.who === hospitalId && rule.key === key)?.value)
  const byWho = new Map<string, Taken[]>()
  for (const row of taken) {
    const known = byWho.get(row.who)
    if (known) known.push(row)
    else byWho.set(row.who, [row])
  }
  const spans = (id: string, kind: Taken['kind']) => (byWho.get(id) ?? []).filter((row) => row.kind === kind).map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), until: endsAt.getTime() }))
  const party = ({ id, hospitalId }: Wanted): [string, Party] => {
    const conferences = setting(hospitalId, 'conferences')
    const usual = conferences.hours.length > 0 ? conferences.hours : [setting(hospitalId, 'officeHours')]
    return [id, {
      id, hours: { own: ownHours(rules, id), usual }, buffer: conferences.buffer * minute, notice: conferences.notice * minute,
      extra: spans(id, 'extra'), booked: spans(id, 'booked'), away: spans(id, 'away'), duty: spans(id, 'duty'), busy: spans(id, 'busy'),
      load: byWho.get(id)?.find(({ kind }) => kind === 'load')?.count ?? 0,
    }]
  }
  const calendar = new Map(rules.filter(({ kind }) => kind === 'calendar').map(({ key, value }) => [key, value === true]))
  return { parties: new Map([...people, ...sites].map(party)), calendar, regularOf: (hospitalId) => setting(hospitalId, 'conferences').regular }
}
