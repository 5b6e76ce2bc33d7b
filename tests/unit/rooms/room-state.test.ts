import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adopt, hasGap, newLog, receive } from '~/domain/rooms/room-log'
import { applyEntry, emptyRoom, isMuted, isWeak, lineQualities, steps, type RoomEntry, type RoomState } from '~/domain/rooms/room-state'
import { stances } from '~/domain/rooms/talk-state'

const person = fc.constantFrom('an', 'binh', 'chi')
const item = fc.constantFrom('i1', 'i2')
const number = fc.integer({ min: 1, max: 4 })
const version = fc.nat(5)
const happening = fc.oneof(
  fc.constant({ kind: 'join' as const, body: {} }),
  fc.constant({ kind: 'lost' as const, body: {} }),
  fc.constantFrom('left' as const, 'silent' as const).map((reason) => ({ kind: 'leave' as const, body: { reason } })),
  fc.string().map((text) => ({ kind: 'chat' as const, body: { text } })),
  fc.boolean().map((raised) => ({ kind: 'hand' as const, body: { raised } })),
  fc.record({ item, step: fc.constantFrom(...steps), question: number }).map((body) => ({ kind: 'step' as const, body })),
  item.map((moved) => ({ kind: 'moved' as const, body: { item: moved } })),
  fc.record({ item, number, text: fc.string(), concluded: fc.boolean(), baseVersion: version }).map((body) => ({ kind: 'conclusion' as const, body })),
  fc.record({ item, number, stance: fc.constantFrom(...stances), text: fc.string(), of: fc.option(person, { nil: undefined }) }).map((body) => ({ kind: 'opinion' as const, body })),
  fc.record({ item, number, open: fc.boolean() }).map((body) => ({ kind: 'poll' as const, body })),
  fc.record({ item, name: fc.constantFrom('settled:1', 'agreement:2'), value: fc.constantFrom('concluded', 'divided', null), baseVersion: version }).map((body) => ({ kind: 'field' as const, body })),
  fc.record({ personId: person, before: fc.option(person) }).map((body) => ({ kind: 'queue' as const, body })),
  fc.option(person).map((personId) => ({ kind: 'floor' as const, body: { personId } })),
  fc.record({ personId: fc.option(person), reason: fc.constantFrom('gone' as const, 'back' as const), baseVersion: version }).map((body) => ({ kind: 'lead' as const, body })),
  fc.string().map((text) => ({ kind: 'help' as const, body: { text } })),
  fc.record({ call: fc.integer({ min: 1, max: 40 }) }).map((body) => ({ kind: 'helped' as const, body })),
  fc.record({ muted: fc.boolean(), of: fc.option(person, { nil: undefined }) }).map((body) => ({ kind: 'mute' as const, body })),
  fc.boolean().map((closed) => ({ kind: 'microphones' as const, body: { closed } })),
  fc.constantFrom(...lineQualities).map((quality) => ({ kind: 'line' as const, body: { quality } })),
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

describe('one consult at a time is on stage', () => {
  test('any log: stays follow each other, only the one on stage has an open one, and none is asked about once it is over', () => {
    fc.assert(fc.property(logs, (entries) => {
      const state = fold(entries)
      for (const [id, { stays, step, polls }] of Object.entries(state.items)) {
        expect(stays.filter(({ until }) => until === null)).toHaveLength(id === state.stage ? 1 : 0)
        if (id === state.stage) expect(['waiting', 'done', 'moved']).not.toContain(step)
        if (step === 'done' && entries.findLastIndex(({ kind, body }) => kind === 'poll' && 'item' in body && body.item === id) < entries.findLastIndex(({ kind, body }) => kind === 'step' && body.item === id)) {
          expect(Object.values(polls).some(({ open }) => open)).toBe(false)
        }
      }
    }), { numRuns: 300 })
  })

  test('any log: a hand is up once, and whoever has the floor has none', () => {
    fc.assert(fc.property(logs, (entries) => {
      let state = emptyRoom
      for (const entry of entries) {
        state = applyEntry(state, entry)
        const raised = state.hands.map(({ personId }) => personId)
        expect(new Set(raised).size).toBe(raised.length)
        if (entry.kind === 'floor' && entry.body.personId !== null) expect(raised).not.toContain(entry.body.personId)
      }
    }), { numRuns: 300 })
  })
})

/** A room after these, told one second apart. */
const after = (...told: [string, RoomEntry['kind'], object][]) =>
  fold(told.map(([personId, kind, body], index) => ({ seq: index + 1, cmdId: `c${index}`, personId, at: `2026-11-04T06:30:0${index}.000Z`, kind, body }) as RoomEntry))

describe('microphones', () => {
  test('one that the chair switched off is its owner’s to switch on again', () => {
    const off = after(['chair', 'mute', { muted: true, of: 'an' }])
    expect([isMuted(off, 'an', false), isMuted(off, 'binh', false)]).toEqual([true, false])
    expect(isMuted(after(['chair', 'mute', { muted: true, of: 'an' }], ['an', 'mute', { muted: false }]), 'an', false)).toBe(false)
  })

  test('closed ones stay closed for all but those who lead and whoever is let speak', () => {
    const closed = after(['chair', 'microphones', { closed: true }], ['an', 'mute', { muted: false }], ['chair', 'mute', { muted: false, of: 'binh' }])
    expect(['an', 'binh', 'chair'].map((id) => isMuted(closed, id, id === 'chair'))).toEqual([true, false, false])
    const again = after(['chair', 'microphones', { closed: true }], ['chair', 'mute', { muted: false, of: 'binh' }], ['chair', 'mute', { muted: true, of: 'binh' }])
    expect(isMuted(again, 'binh', false)).toBe(true)
    expect(isMuted(after(['chair', 'microphones', { closed: true }], ['chair', 'microphones', { closed: false }]), 'an', false)).toBe(false)
  })
})

describe('a weak line', () => {
  test.each<[string, [string, RoomEntry['kind'], object]]>([
    ['it is better', ['an', 'line', { quality: 'fair' }]], ['the person is gone', ['an', 'lost', {}]], ['the person leaves', ['an', 'leave', { reason: 'left' }]], ['the conference ends', ['chair', 'closed', {}]],
  ])('lasts until %s', (_, end) => {
    const before = after(['an', 'join', {}], ['an', 'line', { quality: 'bad' }])
    expect([isWeak(before, 'an'), isWeak(before, 'binh')]).toEqual([true, false])
    const ended = after(['an', 'join', {}], ['an', 'line', { quality: 'bad' }], end)
    expect(isWeak(ended, 'an')).toBe(false)
    expect(ended.weak).toEqual({ an: [{ from: '2026-11-04T06:30:01.000Z', until: '2026-11-04T06:30:02.000Z' }] })
  })

  test('any log: spans follow each other, and at most the last is open', () => {
    fc.assert(fc.property(logs, (entries) => {
      for (const spans of Object.values(fold(entries).weak)) {
        expect(spans.slice(0, -1).every(({ until }) => until !== null)).toBe(true)
        spans.forEach(({ from, until }, place) => expect(from <= (until ?? from) && (until ?? from) <= (spans[place + 1]?.from ?? '9')).toBe(true))
      }
    }))
  })
})
