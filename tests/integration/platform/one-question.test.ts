import { expect, test } from 'vitest'
import { db } from '~/platform/database/database.server'

test('a transaction asks its connection one question at a time, also for a row with many relations', async () => {
  const warnings: string[] = []
  const hear = ({ message }: Error) => warnings.push(message)
  process.on('warning', hear)
  await db.$transaction((tx) => tx.consult.findMany({ select: { questions: true, versions: true, steps: true, access: true, clocks: true } }))
  await db.$transaction((tx) => Promise.all([1, 2, 3, 4].map(() => tx.hospital.count())))
  await new Promise(setImmediate)
  process.off('warning', hear)
  expect(warnings).toEqual([])
})
