import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { moves } from '~/domain/consults/lifecycle'
import { texts } from '~/platform/texts/bundled.server'

const record = texts.vi.record as { step: Record<string, string>; done: Record<string, string> }

test('every step of a consult has its words in the timeline', () => {
  // A message and a file of a draft leave none; a call is told in a line of its own.
  const silent = new Set(['write', 'addFile', 'logCall'])
  expect(Object.keys(moves).filter((action) => !silent.has(action) && !(action in record.step))).toEqual([])
})

test.each(['consults.$id._index/actions.server.ts', 'consults.$id.answer/route.tsx', 'consults.$id.reply/route.tsx'])('every deed of %s says that it was done', (file) => {
  const intents = [...readFileSync(path.resolve(import.meta.dirname, '../../../app/routes', file), 'utf8').matchAll(/^ {4}(\w+): verb\(/gm)].map(([, intent = '']) => intent)
  expect(intents.length).toBeGreaterThan(2)
  expect(intents.filter((intent) => !(intent in record.done))).toEqual([])
})
