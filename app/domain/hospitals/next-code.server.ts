import type { Tx } from '~/platform/database/database.server'

/**
 * Step: the next consult code of a hospital, e.g. HC-BV-26-000123. `year` is the four-digit year in Vietnam. The counter's
 * row is locked until the transaction ends, so codes have no gaps and two consults never share one.
 */
export async function nextCode(tx: Tx, hospitalId: string, year: number): Promise<string> {
  const [counter] = await tx.$queryRaw<{ last: number; code: string }[]>`
    insert into "CodeCounter" ("hospitalId", "year", "last") values (${hospitalId}::uuid, ${year}, 1)
    on conflict ("hospitalId", "year") do update set "last" = "CodeCounter"."last" + 1
    returning "last", (select "code" from "Hospital" where "id" = "CodeCounter"."hospitalId") as "code"`
  if (!counter?.code) throw new Error('nextCode: no such hospital')
  return `HC-${counter.code}-${String(year % 100).padStart(2, '0')}-${String(counter.last).padStart(6, '0')}`
}
