import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

let loaded: Promise<void> | undefined

// Prisma's native engine is downloaded from a host that a closed network cannot reach; this one is in the npm package.
async function load() {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'))
  const bytes = await fs.promises.readFile(path.join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bindings } })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

type Adapters = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0]

async function withEngine<T>(adapters: Adapters, work: (engine: bindings.SchemaEngine) => Promise<T>): Promise<T> {
  await (loaded ??= load())
  const bound = bindMigrationAwareSqlAdapterFactory(adapters)
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, bound)
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}

/** Applies what is missing to the database at `url`; a migration that fails leaves nothing of itself behind. */
export async function applyMigrations(url: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const adapters = new PrismaPg(pool)
  const connect = adapters.connect.bind(adapters)
  // What PostgreSQL said; the engine itself only reports "external error".
  let said: unknown
  adapters.connect = async () => {
    const adapter = await connect()
    // The adapter's own version cuts a script at each semicolon, also inside functions. In one piece PostgreSQL runs it
    // as one transaction, so that a migration is there wholly or not at all.
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: unknown) => {
        said = error
        throw error
      })
    }
    return adapter
  }
  try {
    const done = await withEngine(adapters, (engine) => engine.applyMigrations({ migrationsList: migrationList(), filters: everything }))
    return done.appliedMigrationNames
  } catch (error) {
    throw said ?? error
  } finally {
    await pool.end()
  }
}

/** The SQL that leads from one schema (undefined: an empty database) to another. Needs no database. */
export async function compareSchemas(from: string | undefined, to: string): Promise<string> {
  const target = (content: string): bindings.DiffTarget => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })
  const { stdout } = await withEngine(noDatabase, (engine) =>
    engine.diff({ from: from === undefined ? { tag: 'empty' } : target(from), to: target(to), script: true, exitCode: null, filters: everything }),
  )
  return stdout ?? ''
}

const everything: bindings.SchemaFilter = { externalTables: [], externalEnums: [] }

// Before comparing files the engine asks a database for its version, once; this answers in its place.
const version = { columnNames: ['exists', 'version', 'numeric_version'], columnTypes: [5, 7, 0] as const, rows: [[true, 'PostgreSQL 15.0', 150000]] }
const refuse = () => Promise.reject(new Error('Comparing schemas needs no database'))
const noDatabase: Adapters = {
  provider: 'postgres',
  adapterName: 'files',
  connectToShadowDb: refuse,
  connect: () =>
    Promise.resolve({
      provider: 'postgres',
      adapterName: 'files',
      getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
      queryRaw: () => Promise.resolve({ ...version, columnTypes: [...version.columnTypes] }),
      executeRaw: refuse,
      executeScript: refuse,
      startTransaction: refuse,
      dispose: () => Promise.resolve(),
    }),
}

/** Names of the migrations that came with this version of the app, oldest first. */
export function migrationNames(): string[] {
  const entries = fs.readdirSync(MIGRATIONS, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
}

function migrationList(): bindings.MigrationList {
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: fs.readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8') } },
    })),
  }
}
