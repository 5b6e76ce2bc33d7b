import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareSchemas, MIGRATIONS, migrationNames } from './engine'

const SCHEMA = fileURLToPath(new URL('./schema', import.meta.url))
/** What follows this line is written by hand and kept by --redo. */
const BY_HAND = '-- By hand: what the schema cannot say'
/** What stands above this line, where there is one, is too: what has to be put aside first. */
const FIRST = '-- So far by hand: what has to be put aside first'

/**
 * Writes prisma/migrations/<number>_<name>/: the SQL from the last migration's schema.prisma to prisma/schema, and a copy of the
 * latter as the next one's base. With `redo` the newest migration, of that name, is written again and keeps its part by hand.
 * Returns the file to look at.
 */
export async function newMigration(name: string, redo: boolean): Promise<string> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error('A migration is named with a-z, 0-9 and _')
  const before = migrationNames()
  const again = redo ? before.pop() : undefined
  if (redo && !again?.endsWith(`_${name}`)) throw new Error(`Only the newest migration can be written again: ${again ?? 'there is none'}`)

  const folder = path.join(MIGRATIONS, again ?? `${String(before.length + 1).padStart(4, '0')}_${name}`)
  const file = path.join(folder, 'migration.sql')
  const text = again ? fs.readFileSync(file, 'utf8') : ''
  const byHand = text.split(`${BY_HAND}\n`)[1] ?? ''
  const first = text.includes(`${FIRST}\n`) ? `${text.split(`${FIRST}\n`)[0] ?? ''}${FIRST}\n\n` : ''
  const last = before.at(-1)
  const sql = await compareSchemas(last ? fs.readFileSync(path.join(MIGRATIONS, last, 'schema.prisma'), 'utf8') : undefined, schemaNow())

  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(file, `${first}${sql.trim()}\n\n${BY_HAND}\n${byHand}`)
  fs.writeFileSync(path.join(folder, 'schema.prisma'), schemaNow())
  return file
}

/** True if prisma/schema says what the newest migration says: a test asks this. */
export function schemaIsMigrated(): boolean {
  const last = migrationNames().at(-1)
  return last !== undefined && fs.readFileSync(path.join(MIGRATIONS, last, 'schema.prisma'), 'utf8') === schemaNow()
}

function schemaNow() {
  const files = fs.readdirSync(SCHEMA).filter((file) => file.endsWith('.prisma')).sort()
  return files.map((file) => fs.readFileSync(path.join(SCHEMA, file), 'utf8').trim()).join('\n\n') + '\n'
}
