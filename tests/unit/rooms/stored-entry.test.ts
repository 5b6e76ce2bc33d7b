import { describe, expect, test } from 'vitest'
import { entryOfRow } from '~/domain/rooms/stored-entry'

const row = (kind: string, body: unknown) => ({ seq: 1, cmdId: 'c', personId: 'an', at: new Date('2026-11-04T06:30:00Z'), kind, body })

describe('what the log keeps', () => {
  test.each([['mute', { muted: true, of: 'an' }], ['mute', { muted: false }], ['microphones', { closed: true }], ['line', { quality: 'bad' }]])('%s %j comes out as it went in', (kind, body) => {
    expect(entryOfRow(row(kind, body))).toMatchObject({ kind, body })
  })

  test.each([['mute', {}], ['microphones', { closed: 'yes' }], ['line', { quality: 'awful' }], ['unheard-of', {}]])('%s %j is no entry', (kind, body) => {
    expect(() => entryOfRow(row(kind, body))).toThrow()
  })
})
