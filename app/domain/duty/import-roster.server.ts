import { z } from '~/platform/zod'
import type { Actor } from '~/domain/audit/actor'
import { allow } from '~/domain/audit/allow'
import { specialties } from '~/domain/catalogue/queries.server'
import { departmentsOf } from '~/domain/hospitals/queries.server'
import { holding } from '~/domain/people/actor.server'
import { nowIn } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import type { DutyKind } from '~/platform/database/enums'
import { Problem } from '~/platform/problem'
import { enterShifts } from './change-roster.server'
import { importRows, mostRows, type Known, type RowResult } from './import-rows'
import { roleOnDuty } from './on-duty.server'
import { mayDuty } from './policy'
import type * as schema from './schema'

async function known(hospitalId: string): Promise<Known> {
  const now = await nowIn(db)
  const [members, fields, departments, shifts] = await Promise.all([
    db.membership.findMany({ where: { AND: [{ hospitalId, person: { locked: false } }, holding(now)] }, select: { roles: true, person: { select: { id: true, fullName: true, title: true, telephone: true } } } }),
    specialties(), departmentsOf(hospitalId),
    db.dutyShift.findMany({ where: { hospitalId, cancelledAt: null, endsAt: { gt: now } }, select: { personId: true, kind: true, specialtyCode: true, departmentId: true, startsAt: true, endsAt: true } }),
  ])
  const people = new Map<string, Known['people'][number]>()
  for (const { roles, person: { id, ...person } } of members) {
    const kinds = (Object.keys(roleOnDuty) as DutyKind[]).filter((kind) => roles.includes(roleOnDuty[kind]))
    people.set(id, { personId: id, ...person, kinds: [...new Set([...(people.get(id)?.kinds ?? []), ...kinds])] })
  }
  return { people: [...people.values()], specialties: fields, departments, shifts, now }
}

const table = z.array(z.array(z.string().max(300)).max(40)).max(mostRows + 10)

/** What a dry run of a table found: nothing is entered. */
export async function dryRun(actor: Actor, rows: string[][]): Promise<{ rows: RowResult[] }> {
  allow(mayDuty.enter(actor))
  const { rows: judged, missing, tooMany } = importRows(rows, await known(actor.hospitalId))
  const [first] = missing
  if (first) throw new Problem(`duty:problem.column.${first}`, { field: 'file' })
  if (tooMany) throw new Problem('duty:problem.tooManyRows', { field: 'file', params: { limit: mostRows } })
  if (judged.length === 0) throw new Problem('duty:problem.noRows', { field: 'file' })
  return { rows: judged }
}

/** Enters the good rows of a table that was tried before; each is judged again, because rosters change meanwhile. */
export async function importRoster(actor: Actor, { rows: stored }: z.infer<typeof schema.importRoster>): Promise<{ count: number }> {
  allow(mayDuty.enter(actor))
  const { rows } = await dryRun(actor, tableIn(stored))
  return enterShifts(actor, actor.hospitalId, rows.flatMap(({ shift }) => shift ?? []))
}

function tableIn(stored: string): string[][] {
  try {
    return table.parse(JSON.parse(stored))
  } catch {
    throw new Problem('duty:problem.noRows')
  }
}
