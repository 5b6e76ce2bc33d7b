import { describe, expect, test } from 'vitest'
import { baseVersion, newFor, readVersion, saidOf } from '~/domain/consults/request-versions'

const at = new Date('2026-11-21T19:00:00Z')
const version = (number: number, content: unknown) => readVersion({ version: number, at, personId: 'p', content })

describe('a stored version', () => {
  test('of the first issue had no kind', () => {
    expect(version(1, { level: 'sameDay', situation: 'x', questions: ['Một?'] })).toMatchObject({ whole: true, text: '', questions: ['Một?'], clinical: {}, files: 0 })
    expect(version(2, { supplement: 'Thêm', questions: [], files: 2 })).toMatchObject({ whole: false, text: 'Thêm', files: 2 })
  })
  test('that nobody can read is an empty one', () => expect(version(3, 'x')).toMatchObject({ text: '', questions: [], clinical: {} }))
})

describe('several versions', () => {
  const all = [version(1, { kind: 'request', clinical: { pulse: '140' } }), version(2, { kind: 'request', clinical: { pulse: '130', labs: 'A' } }), version(3, { kind: 'supplement', supplement: '', clinical: { pulse: '110', ecg: 'B' } })]
  test('the whole request is the one sent last: what the approver sent back was never read outside', () => expect(baseVersion(all)).toBe(2))
  test('each field with the versions that said it', () => expect(saidOf(all)).toEqual([
    { name: 'pulse', values: [{ version: 2, value: '130' }, { version: 3, value: '110' }] }, { name: 'labs', values: [{ version: 2, value: 'A' }] }, { name: 'ecg', values: [{ version: 3, value: 'B' }] },
  ]))
})

describe('what is new to a reader', () => {
  const minutes = (count: number) => new Date(at.getTime() + count * 60_000)
  test('nothing at the first look', () => expect(newFor([{ version: 1, at }, { version: 2, at }], minutes(1))).toEqual([]))
  test('what came since, for ten minutes', () => {
    const reads = [{ version: 1, at }, { version: 2, at: minutes(30) }]
    expect(newFor(reads, minutes(39))).toEqual([2])
    expect(newFor(reads, minutes(41))).toEqual([])
  })
  test('nothing without a look', () => expect(newFor([], at)).toEqual([]))
})
