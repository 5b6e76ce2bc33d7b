import { expect, test } from 'vitest'
import { marksMost } from '~/domain/rooms/limits'
import { emptyStage, marksOf, withMark, withoutMark, withoutPresenter, withPresenter, withShown, type StageBodies, type StageState } from '~/domain/rooms/stage-state'
import { wholeView } from '~/domain/rooms/stage-view'

const at = '2026-11-20T06:30:00.000Z'
const mark = (id: string, changes: Partial<StageBodies['mark']> = {}): StageBodies['mark'] => ({ item: 'i', fileId: 'f', page: 1, id, shape: 'text', points: [[0.5, 0.5]], text: 'Tụ máu', ...changes })
const marked = (stage: StageState, personId: string, id: string, changes?: Partial<StageBodies['mark']>): StageState => withMark(stage, { personId, at, body: mark(id, changes) })
const given = (stage: StageState, personId: string | null, by = 'chair'): StageState => withPresenter(stage, { personId: by, at, body: { personId, given: true } })
const taken = (stage: StageState, personId: string): StageState => withPresenter(stage, { personId, at, body: { personId, given: false } })

test('a mark can be moved by its author, and by nobody else', () => {
  const one = marked(emptyStage, 'lam', 'm1')
  expect(marked(one, 'lam', 'm1', { points: [[0.6, 0.5]] }).marks).toMatchObject([{ personId: 'lam', points: [[0.6, 0.5]] }])
  expect(marked(one, 'dung', 'm1', { text: 'khác' })).toBe(one)
})

test('a file holds so many, another file its own', () => {
  const full = Array.from({ length: marksMost }, (_, n) => n).reduce((stage, n) => marked(stage, 'lam', `m${n}`, { page: 1 + (n % 3) }), emptyStage)
  expect(marked(full, 'lam', 'one more')).toBe(full)
  expect(marked(full, 'lam', 'm7', { text: 'sửa' }).marks).toHaveLength(marksMost)
  expect(marked(full, 'lam', 'x', { fileId: 'g' }).marks).toHaveLength(marksMost + 1)
})

test('one is taken away, or all of a file', () => {
  const three = marked(marked(marked(emptyStage, 'lam', 'a'), 'lam', 'b', { page: 2 }), 'lam', 'c', { fileId: 'g' })
  expect(withoutMark(three, { personId: 'lam', at, body: { item: 'i', fileId: 'f', id: 'a' } }).marks.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(withoutMark(three, { personId: 'lam', at, body: { item: 'i', fileId: 'f' } }).marks.map(({ id }) => id)).toEqual(['c'])
  // The id of another file's mark does nothing.
  expect(withoutMark(three, { personId: 'lam', at, body: { item: 'i', fileId: 'f', id: 'c' } }).marks).toHaveLength(3)
  expect(marksOf(three, 'f', 2).map(({ id }) => id)).toEqual(['b'])
})

test('the stage is taken when free, given by who runs it, handed back by who has it', () => {
  const lam = taken(emptyStage, 'lam')
  expect(lam.presenterId).toBe('lam')
  expect(taken(lam, 'dung').presenterId).toBe('lam')
  expect(given(lam, 'thinh').presenterId).toBe('thinh')
  expect(withPresenter(lam, { personId: 'dung', at, body: { personId: null, given: false } }).presenterId).toBe('lam')
  expect(withPresenter(lam, { personId: 'lam', at, body: { personId: null, given: false } }).presenterId).toBeNull()
  expect(withoutPresenter(lam, 'dung')).toBe(lam)
  expect(withoutPresenter(lam, 'lam').presenterId).toBeNull()
})

test('only the presenter shows', () => {
  const lam = taken(emptyStage, 'lam')
  const body = { item: 'i', fileId: 'f', page: 2, view: wholeView }
  expect(withShown(lam, { personId: 'lam', at, body }).shown).toMatchObject({ fileId: 'f', page: 2, personId: 'lam' })
  expect(withShown(lam, { personId: 'dung', at, body })).toBe(lam)
})
