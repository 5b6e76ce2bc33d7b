// npm run migration NAME: writes the SQL that leads from the last migration to prisma/schema.
import { register } from 'tsx/esm/api'

register()
const { newMigration } = await import('../prisma/new-migration.ts')
const [name = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
process.stdout.write(`${await newMigration(name, process.argv.includes('--redo'))}\n`)
