import { expect, test } from 'vitest'
import { schemaIsMigrated } from '../../../prisma/new-migration'

test('the newest migration ends where prisma/schema is; else run bin/new-migration.mjs', () => {
  expect(schemaIsMigrated()).toBe(true)
})
