import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

/*
 * Setup file of the integration project: gives each test file a database of its own, cloned from the migrated template in
 * about 50 ms, and puts its address into DATABASE_URL before the file's imports run. Nothing is mocked.
 */
const admin = inject('cluster')
const name = `test_${randomUUID().replaceAll('-', '')}`
await asAdmin(`CREATE DATABASE ${name} TEMPLATE template_chi_em`)
process.env.DATABASE_URL = Object.assign(new URL(admin), { pathname: `/${name}` }).href

afterAll(async () => {
  const { closeDatabase } = await import('~/platform/database/database.server')
  await closeDatabase()
  await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
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
