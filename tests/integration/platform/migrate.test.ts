import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { migrationNames } from '../../../prisma/engine'
import { migrate, migrationState } from '../../../prisma/migrate'

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql)
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

test('a migration interrupted by a kill is tried again', async () => {
  const url = await aDatabase()
  await migrate(url, { allowed: true })
  await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await query(url, `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`)
  await query(url, `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '${migrationNames()[0]}')`)
  expect(await migrate(url, { allowed: true })).toEqual(migrationNames())
})
