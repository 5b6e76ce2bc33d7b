import pg from 'pg'
import { newId } from '~/platform/id'

export interface Furnished { bookings: number; hospitals: string[]; people: string[]; sites: string[] }

const days = 200
const perGroup = 7 * days

/**
 * So many bookings: groups of five people and two rooms with a conference a day, 120 days back and 80 ahead, a duty each week, an absence
 * a month and, every second of them, hours of their own. In bulk, since the verbs would take hours.
 */
export async function furnish(url: string, bookings: number): Promise<Furnished> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const groups = Math.ceil(bookings / perGroup)
  const [hospitals, people, sites] = [Array.from({ length: 40 }, newId), Array.from({ length: groups * 5 }, newId), Array.from({ length: groups * 2 }, newId)]
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values)
  await run(`create temporary table member as
    select (n - 1) / 5 as g, id as person, null::uuid as site from unnest($1::uuid[]) with ordinality as x(id, n)
    union all select (n - 1) / 2, null, id from unnest($2::uuid[]) with ordinality as x(id, n)`, [people, sites])
  // A quarter between 07:30 and 15:45, another one for each group and day: one a day never overlaps.
  await run(`create temporary table planned as select gen_random_uuid() as id, g, date_trunc('day', now() at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh'
    + make_interval(days => d, hours => 7, mins => 30 + 15 * ((g * 31 + d * 17) % 33)::int) as at from generate_series(0, ${groups - 1}) g, generate_series(-120, ${days - 121}) d`)
  await run(`insert into "Conference" ("id", "consultId", "state", "startsAt", "endsAt", "createdById", "createdAt")
    select id, gen_random_uuid(), case when at < now() then 'done' else 'planned' end::"ConferenceState", at, at + interval '45 minutes', gen_random_uuid(), now() from planned`)
  await run(`insert into "Booking" ("id", "conferenceId", "personId", "siteId", "startsAt", "endsAt", "releasedAt")
    select gen_random_uuid(), id, person, site, at, at + interval '45 minutes', case when at < now() then at + interval '45 minutes' end from planned join member using (g)`)
  await run(`insert into "DutyShift" ("id", "hospitalId", "kind", "personId", "startsAt", "endsAt", "createdAt")
    select gen_random_uuid(), $2, 'leader', p, date_trunc('day', now()) + make_interval(days => w * 7 + (n % 7)::int, hours => 9), date_trunc('day', now()) + make_interval(days => w * 7 + (n % 7)::int, hours => 23), now()
    from unnest($1::uuid[]) with ordinality as x(p, n), generate_series(-8, 10) w`, [people, hospitals[0]])
  await run(`insert into "TimeBlock" ("id", "personId", "kind", "startsAt", "endsAt", "createdById", "createdAt")
    select gen_random_uuid(), p, 'away', now() + make_interval(days => m * 30 + (n % 20)::int), now() + make_interval(days => m * 30 + (n % 20)::int + 2), p, now() from unnest($1::uuid[]) with ordinality as x(p, n), generate_series(-3, 2) m`, [people])
  await run(`insert into "WorkingHours" ("id", "personId", "weekday", "fromMinute", "untilMinute")
    select gen_random_uuid(), p, w, h, h + 240 from unnest($1::uuid[]) with ordinality as x(p, n), generate_series(1, 5) w, unnest(array[450, 750]) h where n % 2 = 0`, [people])
  await run('vacuum analyze')
  // What was entered is on disk, so that no search pays for writing it.
  await run('checkpoint')
  const { rows } = await client.query<{ count: string }>('select count(*) from "Booking"')
  await client.end()
  return { bookings: Number(rows[0]?.count ?? 0), hospitals, people, sites }
}
