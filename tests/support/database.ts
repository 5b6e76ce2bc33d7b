import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

/*
 * Setup file of the integration project: gives each test file a database of its own, cloned from the migrated template in
 * about 50 ms, and a folder for its files, before the file's imports run and the settings are read. Nothing is mocked.
 */
const admin = inject('cluster')
const name = `test_${randomUUID().replaceAll('-', '')}`
await asAdmin(`CREATE DATABASE ${name} TEMPLATE template_chi_em`)
process.env.DATABASE_URL = Object.assign(new URL(admin), { pathname: `/${name}` }).href
const folder = (process.env.DATA_DIR = fs.mkdtempSync(path.join(os.tmpdir(), 'chi-em-integration-')))

afterAll(async () => {
  const { closeDatabase } = await import('~/platform/database/database.server')
  await closeDatabase()
  await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Takes every row away but keeps the schema; for a file whose tests must each begin with nothing. */
export async function emptyTables(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    )
    await client.query(`TRUNCATE ${rows.map((row) => row.name).join(', ')} CASCADE`)
  } finally {
    await client.end()
  }
}

async function asAdmin(sql: string) {
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
