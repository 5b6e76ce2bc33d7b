import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { currentState, entriesAfter, forget, keepFresh, missedSince } from '~/domain/rooms/live-rooms.server'
import { foldVersion, readSnapshot, writeSnapshot } from '~/domain/rooms/room-snapshot.server'
import { applyEntry, emptyRoom } from '~/domain/rooms/room-state'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { until } from '../sockets/a-server'

const people = [newId(), newId(), newId()]
const bodies = {
  join: {}, lost: {}, leave: { reason: 'left' }, chat: { text: 'Huyết áp 90/60, mạch 120.' }, hand: { raised: true }, mute: { muted: true, of: people[1] }, microphones: { closed: true }, line: { quality: 'bad' }, closed: {},
}
type Kind = keyof typeof bodies

let conferenceId: string
beforeEach(async () => {
  conferenceId = newId()
  await db.room.create({ data: { conferenceId } })
})

/** Rows of the log as others wrote them, without this process having been told. */
async function written(kinds: Kind[]): Promise<void> {
  const { lastSeq } = await db.room.findUniqueOrThrow({ where: { conferenceId } })
  const at = new Date('2026-11-04T06:30:00Z')
  await db.roomEntry.createMany({ data: kinds.map((kind, n) => ({ conferenceId, seq: lastSeq + n + 1, cmdId: newId(), personId: people[n % 3] ?? '', at, kind, body: bodies[kind] })) })
  await db.room.update({ where: { conferenceId }, data: { lastSeq: lastSeq + kinds.length } })
}

/** The same, and this process is told of them a few at a time. */
async function appended(kinds: Kind[]): Promise<void> {
  const { lastSeq } = await db.room.findUniqueOrThrow({ where: { conferenceId } })
  await written(kinds)
  const entries = await entriesAfter(db, conferenceId, lastSeq)
  for (let at = 0; at < entries.length; at += 7) keepFresh(conferenceId, entries.slice(at, at + 7))
}

/** Whatever stands in the table. */
const stored = (seq: number, state: unknown) => db.$executeRaw`insert into "RoomSnapshot" ("conferenceId", "seq", "state", "at") values (${conferenceId}::uuid, ${seq}, ${JSON.stringify(state)}::jsonb, now())`

const folded = async () => (await entriesAfter(db, conferenceId, 0)).reduce(applyEntry, emptyRoom)
const snapshotAt = async () => (await db.roomSnapshot.findUnique({ where: { conferenceId } }))?.seq ?? 0
const many = (count: number): Kind[] => Array.from({ length: count }, (_, n) => (n < 3 ? 'join' : n % 10 === 0 ? 'hand' : 'chat'))

describe('1,200 entries', () => {
  test('the state is stored on the way; a process that starts anew has the same state from it and the rest', async () => {
    await currentState(conferenceId)
    await appended(many(1_200))
    const warm = await currentState(conferenceId)
    expect(await until(snapshotAt, (seq) => seq >= 1_000)).toBeLessThan(1_010)
    forget(conferenceId)
    expect(await currentState(conferenceId)).toEqual(warm)
    expect(warm).toEqual(await folded())
  })

  test('who is more than 500 behind gets the state, who is less gets what is missing; both end in the same', async () => {
    await written(many(1_200))
    const state = await folded()
    expect(await missedSince(conferenceId, 699)).toEqual({ seq: 1_200, state })
    for (const lastSeq of [700, 990, 1_199]) {
      const { entries, seq } = await missedSince(conferenceId, lastSeq)
      expect({ seq, numbers: entries?.map((entry) => entry.seq) }).toEqual({ seq: 1_200, numbers: Array.from({ length: 1_200 - lastSeq }, (_, n) => lastSeq + n + 1) })
    }
    expect(await missedSince(conferenceId, 1_200)).toEqual({ seq: 1_200, entries: [] })
    expect(await missedSince(conferenceId, 5_000)).toEqual({ seq: 1_200, state })
    // Folded whole by a process that found nothing stored: the next one need not.
    await until(snapshotAt, (seq) => seq === 1_200)
  })

  test('a room that closes leaves its last state', async () => {
    await currentState(conferenceId)
    await appended([...many(20), 'closed'])
    await until(snapshotAt, (seq) => seq === 21)
    expect(await readSnapshot(conferenceId)).toEqual(await folded())
  })
})

describe('what is stored', () => {
  test('an older state never takes the place of a newer one', async () => {
    await written(many(30))
    const entries = await entriesAfter(db, conferenceId, 0)
    const at = (seq: number) => entries.slice(0, seq).reduce(applyEntry, emptyRoom)
    await Promise.all([30, 10, 20].map((seq) => writeSnapshot(conferenceId, at(seq))))
    await writeSnapshot(conferenceId, at(29))
    expect(await readSnapshot(conferenceId)).toEqual(at(30))
  })

  test.each([
    ['an older fold', { fold: foldVersion - 1, state: emptyRoom }], ['no number of a fold', emptyRoom], ['a part that is missing', { fold: foldVersion, state: { seq: 600 } }], ['nothing', null], ['another thing', 'x'],
  ])('%s is ignored, folded anew and replaced', async (_name, state) => {
    await written(many(600))
    await stored(600, state)
    expect(await readSnapshot(conferenceId)).toBeNull()
    expect(await currentState(conferenceId)).toEqual(await folded())
  })

  test('of an older fold, even of the same number, today’s takes the place', async () => {
    await written(many(5))
    await stored(5, { fold: foldVersion - 1, state: emptyRoom })
    await writeSnapshot(conferenceId, await folded())
    expect(await readSnapshot(conferenceId)).toEqual(await folded())
  })

  test('stored anywhere, with whatever after it: the same as folding all', async () => {
    const kinds = fc.array(fc.constantFrom<Kind>('join', 'lost', 'leave', 'chat', 'hand', 'mute', 'microphones', 'line'), { maxLength: 60 })
    await fc.assert(fc.asyncProperty(kinds, kinds, async (before, after) => {
      conferenceId = newId()
      await db.room.create({ data: { conferenceId } })
      await written(before)
      await writeSnapshot(conferenceId, await folded())
      await written(after)
      expect(await currentState(conferenceId)).toEqual(await folded())
    }), { numRuns: 25 })
  })
})

test('200 who ask at the same moment are served by two questions, and each sees what was committed before it asked', async () => {
  await written(many(40))
  const asked: Promise<{ seq: number }>[] = Array.from({ length: 100 }, () => missedSince(conferenceId, 0))
  await written(many(5))
  asked.push(...Array.from({ length: 100 }, () => missedSince(conferenceId, 0)))
  const seen = await Promise.all(asked)
  expect(seen.slice(100).every(({ seq }) => seq === 45)).toBe(true)
})
