import pg from 'pg'
import { Trouble } from '~/platform/trouble'
import { applyMigrations, migrationNames } from './engine'

/** Any number that nothing else locks: who holds it may migrate or make queues. */
const LOCK = 74_110_001

export type MigrationState = {
  /** in this app and not yet in the database, oldest first */
  pending: string[]
  /** in the database and unknown to this app */
  unknown: string[]
  /** no tables and nothing migrated: a new database; foreign: tables that we never made */
  holds: 'nothing' | 'data' | 'foreign'
}

/** How the database at `url` stands to this version of the app. Rejects while it cannot be reached. */
export async function migrationState(url: string): Promise<MigrationState> {
  return withClient(url, stateOf)
}

type Options = {
  /** may a database that already holds data be changed? (MIGRATE=1, or embedded) */
  allowed: boolean
  /** called, under the lock, before a database that holds data is changed: the embedded one is copied aside */
  before?: (first: string) => Promise<void>
}

/**
 * Brings the database up to this version, one process at a time; returns the names applied. Throws a Trouble if the
 * database is newer than the app, is another program's, or holds data and `allowed` is false.
 */
export async function migrate(url: string, { allowed, before }: Options): Promise<string[]> {
  const first = await withClient(url, stateOf)
  refuse(first, allowed)
  if (first.pending[0] === undefined) return []
  // The copy stops the server and with it every lock, so it is made first; nobody else uses an embedded database.
  if (first.holds === 'data') await before?.(first.pending[0])

  return withClient(url, async (client) => {
    // Two engines at once end with one of them timing out; this lock goes with the connection if the process is killed.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    const state = await stateOf(client)
    refuse(state, allowed)
    if (state.pending.length === 0) return []
    await forgetInterrupted(client)
    return applyMigrations(url)
  })
}

const newer = (names: string[]) =>
  new Trouble(
    `Cơ sở dữ liệu mới hơn phần mềm này (${names.join(', ')}). Hãy chạy phiên bản mới hơn, hoặc phục hồi bản sao trước khi nâng cấp.`,
    `The database is newer than this app (${names.join(', ')}). Run the newer version, or restore the copy made before the upgrade.`,
  )

const wanted = (names: string[]) =>
  new Trouble(
    `Cơ sở dữ liệu cần nâng cấp (${names.join(', ')}). Hãy sao lưu, rồi khởi động một lần với MIGRATE=1.`,
    `The database needs an upgrade (${names.join(', ')}). Back it up, then start once with MIGRATE=1.`,
  )

const foreign = () =>
  new Trouble(
    'Cơ sở dữ liệu trong DATABASE_URL đã có bảng của phần mềm khác. Hãy tạo một cơ sở dữ liệu trống cho Chị–Em.',
    'The database in DATABASE_URL holds tables of another program. Create an empty database for Chị–Em.',
  )

function refuse({ unknown, pending, holds }: MigrationState, allowed: boolean) {
  if (unknown.length > 0) throw newer(unknown)
  if (holds === 'foreign') throw foreign()
  if (pending.length > 0 && holds === 'data' && !allowed) throw wanted(pending)
}

async function stateOf(client: pg.Client): Promise<MigrationState> {
  const applied = await appliedNames(client)
  const names = migrationNames()
  const tables = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LIMIT 1`)
  return {
    pending: names.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !names.includes(name)),
    holds: tables.rowCount === 0 ? 'nothing' : (await hasJournal(client)) ? 'data' : 'foreign',
  }
}

async function appliedNames(client: pg.Client): Promise<string[]> {
  if (!(await hasJournal(client))) return []
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  )
  return rows.map((row) => row.migration_name)
}

/** A migration is one transaction: one that did not finish left nothing, and may be tried again. */
async function forgetInterrupted(client: pg.Client) {
  if (await hasJournal(client)) await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL')
}

async function hasJournal(client: pg.Client) {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`)
  return rows[0]?.there === true
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'chi-em migrate', connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
