import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adopt, hasGap, newLog, receive } from '~/domain/rooms/room-log'
import { applyEntry, emptyRoom, steps, type RoomEntry, type RoomState } from '~/domain/rooms/room-state'

const person = fc.constantFrom('an', 'binh', 'chi')
const happening = fc.oneof(
  fc.constant({ kind: 'join' as const, body: {} }),
  fc.constant({ kind: 'lost' as const, body: {} }),
  fc.constantFrom('left' as const, 'silent' as const).map((reason) => ({ kind: 'leave' as const, body: { reason } })),
  fc.string().map((text) => ({ kind: 'chat' as const, body: { text } })),
  fc.boolean().map((raised) => ({ kind: 'hand' as const, body: { raised } })),
  fc.record({ step: fc.constantFrom(...steps), question: fc.integer({ min: 1, max: 4 }) }).map((body) => ({ kind: 'step' as const, body })),
  fc.record({ number: fc.integer({ min: 1, max: 4 }), text: fc.string(), concluded: fc.boolean(), baseVersion: fc.nat(5) }).map((body) => ({ kind: 'conclusion' as const, body })),
  fc.constant({ kind: 'closed' as const, body: {} }),
)
const logs = fc.array(fc.tuple(person, happening), { maxLength: 40 }).map((all) =>
  all.map(([personId, { kind, body }], index) => ({
    seq: index + 1, cmdId: `c${index}`, personId, at: new Date(Date.UTC(2026, 10, 4, 6, 30, index)).toISOString(), kind, body,
  }) as RoomEntry))

const fold = (entries: RoomEntry[], from: RoomState = emptyRoom) => entries.reduce(applyEntry, from)

describe('the room is a fold over its log', () => {
  test('any interleaving of deliveries, with repetitions, gives one state', () => {
    fc.assert(fc.property(
      logs.chain((entries) => fc.tuple(fc.constant(entries), fc.shuffledSubarray([...entries, ...entries], { minLength: entries.length * 2, maxLength: entries.length * 2 }), fc.integer({ min: 1, max: 7 }))),
      ([entries, delivered, size]) => {
        let log = newLog()
        for (let at = 0; at < delivered.length; at += size) log = receive(log, delivered.slice(at, at + size))
        expect(log.state).toEqual(fold(entries))
        expect(hasGap(log)).toBe(false)
      }), { numRuns: 300 })
  })

  test('replay from any point, through JSON, gives the same', () => {
    fc.assert(fc.property(logs, fc.nat(40), (entries, cut) => {
      const before: RoomState = JSON.parse(JSON.stringify(fold(entries.slice(0, cut))))
      expect(fold(entries.slice(cut), before)).toEqual(fold(entries))
    }), { numRuns: 300 })
  })

  test('a snapshot between entries that came early loses none of them', () => {
    fc.assert(fc.property(logs, fc.nat(40), fc.nat(40), (entries, cut, held) => {
      const early = receive(newLog(), entries.slice(held + 1))
      const log = receive(adopt(early, fold(entries.slice(0, cut))), entries.slice(cut))
      expect(receive(log, entries).state).toEqual(fold(entries))
    }), { numRuns: 300 })
  })

  test('a missing entry is a gap, and nothing after it shows', () => {
    const chat = (seq: number): RoomEntry => ({ seq, cmdId: `c${seq}`, personId: 'an', at: '2026-11-04T06:30:00.000Z', kind: 'chat', body: { text: `${seq}` } })
    const log = receive(newLog(), [chat(1), chat(3)])
    expect(log.state.chat.map((line) => line.text)).toEqual(['1'])
    expect(hasGap(log)).toBe(true)
    expect(receive(log, [chat(2)]).state.chat.map((line) => line.text)).toEqual(['1', '2', '3'])
  })
})
