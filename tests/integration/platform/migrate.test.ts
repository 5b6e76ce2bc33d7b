import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrationNames, MIGRATIONS } from '../../../prisma/engine'
import { migrate, migrationState } from '../../../prisma/migrate'

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query<Record<string, unknown>>(sql)
  } finally {
    await client.end()
  }
}

async function aDatabase(template = 'template1') {
  const admin = inject('cluster')
  const name = `migrate_${randomUUID().replaceAll('-', '')}`
  await query(admin, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  onTestFinished(async () => void (await query(admin, `DROP DATABASE ${name} WITH (FORCE)`)))
  return Object.assign(new URL(admin), { pathname: `/${name}` }).href
}

test('an empty database is migrated once by two processes at the same time, without being allowed', async () => {
  const url = await aDatabase()
  const applied = await Promise.all([migrate(url, { allowed: false }), migrate(url, { allowed: false })])
  expect(applied.flat()).toEqual(migrationNames())
  expect(await migrationState(url)).toEqual({ pending: [], unknown: [], holds: 'data' })
})

test('a database that holds data wants to be allowed, and is copied before it is changed', async () => {
  const url = await aDatabase('template_chi_em')
  await query(url, 'DELETE FROM _prisma_migrations')
  await expect(migrate(url, { allowed: false })).rejects.toThrow('MIGRATE=1')
  const copied: string[] = []
  // The tables are there already, so that the migration itself fails: after the copy.
  await expect(migrate(url, { allowed: true, before: async (first) => void copied.push(first) })).rejects.toThrow('already exists')
  expect(copied).toEqual(migrationNames().slice(0, 1))
})

test("another program's database is never touched", async () => {
  const url = await aDatabase()
  await query(url, 'CREATE TABLE somebody (id int)')
  await expect(migrate(url, { allowed: true })).rejects.toThrow('Create an empty database')
})

test('a database newer than the app is refused', async () => {
  const url = await aDatabase('template_chi_em')
  await query(url, `UPDATE _prisma_migrations SET migration_name = '9999_later'`)
  await expect(migrate(url, { allowed: true })).rejects.toThrow('9999_later')
})

const madeByPrisma = `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`

/** A database as the first release left it. */
async function aFirstRelease(): Promise<{ url: string; later: string[] }> {
  const url = await aDatabase()
  const [first = '', ...later] = migrationNames()
  const sql = fs.readFileSync(path.join(MIGRATIONS, first, 'migration.sql'), 'utf8')
  await query(url, sql)
  await query(url, madeByPrisma)
  await query(url, `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('1', '${createHash('sha256').update(sql).digest('hex')}', '${first}', now(), 1)`)
  return { url, later }
}

const aConsult = (id: string, code: string, state: string, hospitalId: string, departmentId: string | null) =>
  `INSERT INTO "Consult" ("id", "code", "state", "requestingId", "departmentId", "treatingDoctorId", "supportingId", "specialtyCode", "level", "agreementId", "situation", "createdAt", "updatedAt", "sentAt")
   VALUES ('${id}', '${code}', '${state}', '${hospitalId}', ${departmentId ? `'${departmentId}'` : 'NULL'}, gen_random_uuid(), gen_random_uuid(), 'tim-mach', 'sameDay', gen_random_uuid(), 'Đau ngực', now(), now(), now())`

test('conferences held before there were agendas keep their consult, minutes and confirmations', async () => {
  const { url, later } = await aFirstRelease()
  const hospital = randomUUID()
  const held = ['planned', 'open', 'awaitingMinutes', 'done', 'notHeld'].map((state) => ({ state, id: randomUUID(), consultId: randomUUID() }))
  for (const { state, id, consultId } of held) {
    await query(url, aConsult(consultId, state, 'accepted', hospital, null))
    await query(url, `INSERT INTO "Conference" ("id", "consultId", "state", "startsAt", "endsAt", "createdById", "createdAt") VALUES ('${id}', '${consultId}', '${state}', now(), now() + interval '45 minutes', gen_random_uuid(), now())`)
    await query(url, `INSERT INTO "RoomEntry" ("conferenceId", "seq", "cmdId", "personId", "at", "kind", "body") VALUES ('${id}', 1, 'a', gen_random_uuid(), now(), 'conclusion', '{"number": 1, "text": "Mổ trong ngày", "concluded": true, "baseVersion": 0}'), ('${id}', 2, 'b', gen_random_uuid(), now(), 'chat', '{"text": "Chào"}')`)
  }
  const minutes = (state: string, scribe: string, chair: string) => `INSERT INTO "Minutes" ("id", "conferenceId", "consultId", "requestVersion", "conclusions", "attendance", "createdAt", "scribeId", "chairId", "scribeConfirmedAt", "chairConfirmedAt")
    VALUES (gen_random_uuid(), '${held.find((one) => one.state === state)?.id}', '${held.find((one) => one.state === state)?.consultId}', 1, '[]', '[]', now(), gen_random_uuid(), gen_random_uuid(), ${scribe}, ${chair})`
  await query(url, minutes('awaitingMinutes', 'now()', 'NULL'))
  await query(url, minutes('done', 'now()', 'now()'))
  expect(await migrate(url, { allowed: true })).toEqual(later)

  const { rows: lines } = await query(url, `SELECT f."state", a."state" AS "line", a."consultId" = c."id" AS "same", f."hostId" = c."supportingId" AS "hosted" FROM "Conference" f JOIN "AgendaItem" a ON a."conferenceId" = f."id" JOIN "Consult" c ON c."code" = f."state"::text ORDER BY f."state"`)
  expect(lines.map(({ state, line }) => [state, line])).toEqual([['planned', 'waiting'], ['open', 'waiting'], ['awaitingMinutes', 'done'], ['done', 'done'], ['notHeld', 'dropped']])
  expect(lines.every(({ same, hosted }) => same === true && hosted === true)).toBe(true)
  const { rows: confirmed } = await query(url, `SELECT f."state", m."confirmedAt" IS NOT NULL AS "fixed", (SELECT array_agg(k."role"::text ORDER BY k."role") FROM "MinutesConfirmation" k WHERE k."minutesId" = m."id") AS "roles", m."itemId" = a."id" AS "same"
    FROM "Minutes" m JOIN "Conference" f ON f."id" = m."conferenceId" JOIN "AgendaItem" a ON a."conferenceId" = f."id" ORDER BY f."state"`)
  expect(confirmed).toEqual([{ state: 'awaitingMinutes', fixed: false, roles: ['scribe'], same: true }, { state: 'done', fixed: true, roles: ['scribe', 'chair'], same: true }])
  const { rows: entries } = await query(url, `SELECT e."kind", e."body"->>'item' = a."id"::text AS "same" FROM "RoomEntry" e JOIN "AgendaItem" a ON a."conferenceId" = e."conferenceId" GROUP BY 1, 2 ORDER BY 1`)
  expect(entries).toEqual([{ kind: 'chat', same: null }, { kind: 'conclusion', same: true }])
  await expect(query(url, `UPDATE "Minutes" SET "summary" = 'x' WHERE "confirmedAt" IS NOT NULL`)).rejects.toThrow()
  await expect(query(url, `DELETE FROM "RoomEntry"`)).rejects.toThrow()
})

test('open consults of the first release are open to the colleagues of their department after it', async () => {
  const { url, later } = await aFirstRelease()
  const [department, hospital] = [randomUUID(), randomUUID()]
  const consults = [['open', 'accepted', department], ['over', 'closed', department], ['draft', 'draft', department], ['without', 'accepted', null]] as const
  for (const [code, state, departmentId] of consults) await query(url, aConsult(randomUUID(), code, state, hospital, departmentId))
  await query(url, `INSERT INTO "ConsultAccess" ("id", "consultId", "hospitalId", "kind", "validFrom", "basis") SELECT gen_random_uuid(), "id", "requestingId", 'coordinator', now(), 'requesting' FROM "Consult"`)
  expect(await migrate(url, { allowed: true })).toEqual(later)
  const { rows } = await query(url, `SELECT "code", a."hospitalId", a."role", a."departmentId", a."personId", a."deidentified", a."validUntil" FROM "ConsultAccess" a JOIN "Consult" c ON c."id" = a."consultId" WHERE a."kind" = 'department'`)
  expect(rows).toEqual([{ code: 'open', hospitalId: hospital, role: 'treatingDoctor', departmentId: department, personId: null, deidentified: false, validUntil: null }])
  expect((await query(url, `SELECT "id" FROM "ConsultAccess" WHERE "kind" = 'coordinator'`)).rows).toHaveLength(consults.length)
})

test('a migration interrupted by a kill is tried again', async () => {
  const url = await aDatabase()
  await migrate(url, { allowed: true })
  await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await query(url, madeByPrisma)
  await query(url, `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '${migrationNames()[0]}')`)
  expect(await migrate(url, { allowed: true })).toEqual(migrationNames())
})
