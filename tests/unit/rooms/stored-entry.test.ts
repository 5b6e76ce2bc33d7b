import { describe, expect, test } from 'vitest'
import { entryOfRow } from '~/domain/rooms/stored-entry'

const row = (kind: string, body: unknown) => ({ seq: 1, cmdId: 'c', personId: 'an', at: new Date('2026-11-04T06:30:00Z'), kind, body })

describe('what the log keeps', () => {
  test.each([['mute', { muted: true, of: 'an' }], ['mute', { muted: false }], ['microphones', { closed: true }], ['line', { quality: 'bad' }],
    ['opinion', { item: 'i', number: 1, stance: 'differs', text: 'Chụp lại', of: 'binh' }], ['poll', { item: 'i', number: 1, open: true }], ['field', { item: 'i', name: 'settled:1', value: null, baseVersion: 0 }],
    ['field', { item: 'i', name: 'icd10', value: [{ code: 'I21', name: 'Nhồi máu cơ tim' }], baseVersion: 3 }], ['queue', { personId: 'an', before: null }], ['floor', { personId: 'an' }],
    ['lead', { personId: null, reason: 'gone', baseVersion: 0 }], ['help', { text: 'Mất tiếng' }], ['helped', { call: 4 }]])('%s %j comes out as it went in', (kind, body) => {
    expect(entryOfRow(row(kind, body))).toMatchObject({ kind, body })
  })

  test.each([['mute', {}], ['microphones', { closed: 'yes' }], ['line', { quality: 'awful' }], ['opinion', { item: 'i', number: 1, stance: 'maybe', text: '' }], ['field', { item: 'i', name: 'settled:1', baseVersion: 0 }], ['lead', { personId: 'an', reason: 'bored', baseVersion: 0 }], ['unheard-of', {}]])('%s %j is no entry', (kind, body) => {
    expect(() => entryOfRow(row(kind, body))).toThrow()
  })
})
