import { describe, expect, test } from 'vitest'
import { handoverOf, isInterrupted, leaderOf } from '~/domain/rooms/lead'
import { applyEntry, emptyRoom, type RoomEntry, type RoomState } from '~/domain/rooms/room-state'

const minute = 60_000
const start = Date.UTC(2026, 10, 20, 6, 30)
const opened = new Date(start)
const iso = (minutes: number) => new Date(start + minutes * minute).toISOString()
const members = ([['chair', 'chair'], ['deputy', 'deputy'], ['scribe', 'scribe'], ['lien', 'specialist']] as const).map(([personId, role]) => ({ personId, role }))

/** A room after these, each told with its minute. */
const after = (...told: [number, string, RoomEntry['kind'], object?][]): RoomState =>
  told.map(([minutes, personId, kind, body = {}], index) => ({ seq: index + 1, cmdId: `c${index}`, personId, at: iso(minutes), kind, body }) as RoomEntry).reduce(applyEntry, emptyRoom)
const handover = (state: RoomState, minutes: number) => handoverOf(state, members, opened, start + minutes * minute)
const all = (...people: string[]) => people.map((personId): [number, string, RoomEntry['kind']] => [0, personId, 'join'])

describe('handing over', () => {
  test('nobody takes over before the chair is away for a minute; then the deputy does', () => {
    const state = after(...all('chair', 'deputy', 'scribe'), [10, 'chair', 'lost'], [10.4, 'chair', 'leave', { reason: 'silent' }])
    expect([handover(state, 10.9), handover(state, 11)]).toEqual([null, { personId: 'deputy' }])
  })

  test('without a deputy in the room the scribe, without either nobody, while others wait', () => {
    expect(handover(after(...all('chair', 'scribe'), [10, 'chair', 'leave', { reason: 'left' }]), 11)).toEqual({ personId: 'scribe' })
    expect(handover(after(...all('chair', 'lien'), [10, 'chair', 'leave', { reason: 'left' }]), 11)).toEqual({ personId: null })
    expect(handover(after(...all('chair'), [10, 'chair', 'leave', { reason: 'left' }]), 30)).toBeNull()
  })

  test('a chair who never came is waited for a minute from the opening', () => {
    const state = after(...all('deputy'))
    expect([handover(state, 0.9), handover(state, 1)]).toEqual([null, { personId: 'deputy' }])
    // Nobody to take over: the chair who comes later leads.
    expect(handover(after(...all('lien')), 5)).toBeNull()
  })

  test('the chair who is back leads again only by a click', () => {
    const handed = after(...all('chair', 'deputy'), [10, 'chair', 'lost'], [11, 'deputy', 'lead', { personId: 'deputy', reason: 'gone', baseVersion: 0 }], [12, 'chair', 'join'])
    expect([leaderOf(handed, members), handover(handed, 60)]).toEqual(['deputy', null])
    const back = applyEntry(handed, { seq: 6, cmdId: 'c', personId: 'chair', at: iso(13), kind: 'lead', body: { personId: 'chair', reason: 'back', baseVersion: 4 } })
    expect([leaderOf(back, members), handover(back, 60)]).toEqual(['chair', null])
    // Handed to nobody, it goes to the first of those who may that comes, not to the chair.
    const nobody = after(...all('chair', 'lien'), [10, 'chair', 'lost'], [11, 'chair', 'lead', { personId: null, reason: 'gone', baseVersion: 0 }], [12, 'chair', 'join'])
    expect([leaderOf(nobody, members), handover(nobody, 20)]).toEqual([null, null])
    expect(handover(applyEntry(nobody, { seq: 6, cmdId: 'c', personId: 'scribe', at: iso(13), kind: 'join', body: {} }), 20)).toEqual({ personId: 'scribe' })
  })

  test('whoever leads and may not any more leaves it to the chair', () => {
    const state = after(...all('chair', 'lien'), [1, 'lien', 'lead', { personId: 'lien', reason: 'gone', baseVersion: 0 }])
    expect(leaderOf(state, members)).toBe('chair')
  })
})

describe('interruptions', () => {
  test('a conference is interrupted while nobody is there who may lead', () => {
    expect(isInterrupted(emptyRoom, members)).toBe(false)
    expect(isInterrupted(after(...all('lien')), members)).toBe(true)
    expect(isInterrupted(after(...all('lien', 'scribe')), members)).toBe(false)
  })
})
