import { describe, expect, test } from 'vitest'
import { fieldShape, questionOfField } from '~/domain/rooms/minutes-fields'
import { applyEntry, emptyRoom, itemOf, type RoomEntry, type RoomState } from '~/domain/rooms/room-state'
import { agreementOf, countOpinions, fieldVersion, settledOf, suggestAgreement, type Stance } from '~/domain/rooms/talk-state'

/** A room after these, told one second apart. */
const after = (...told: [string, RoomEntry['kind'], object][]): RoomState =>
  told.map(([personId, kind, body], index) => ({ seq: index + 1, cmdId: `c${index}`, personId, at: new Date(Date.UTC(2026, 10, 20, 6, 30, index)).toISOString(), kind, body }) as RoomEntry)
    .reduce(applyEntry, emptyRoom)
const says = (personId: string, stance: Stance, more: object = {}): [string, RoomEntry['kind'], object] => [personId, 'opinion', { item: 'i', number: 1, stance, text: '', ...more }]

describe('opinions by name', () => {
  test('the latest of a person counts, whoever wrote it down', () => {
    const state = after(says('lam', 'agrees'), says('thuky', 'differs', { of: 'lam', text: 'Chụp lại trước' }), says('lien', 'adds', { text: 'Theo dõi INR' }))
    expect(itemOf(state, 'i').opinions[1]).toMatchObject({ lam: { stance: 'differs', by: 'thuky' }, lien: { stance: 'adds', by: 'lien' } })
    expect(countOpinions(itemOf(state, 'i'), 1).map(({ stance, people }) => [stance, people.length])).toEqual([['agrees', 0], ['adds', 1], ['differs', 1], ['none', 0]])
  })

  test.each<[Stance[], string | null]>([
    [[], null], [['none', 'none'], null], [['agrees'], 'agreed'], [['agrees', 'adds', 'none'], 'agreed'], [['agrees', 'agrees', 'differs'], 'mostly'], [['agrees', 'differs'], 'divided'], [['differs'], 'divided'],
  ])('%j suggests %s', (stances, suggested) => {
    expect(suggestAgreement(itemOf(after(...stances.map((stance, n) => says(`p${n}`, stance))), 'i'), 1)).toBe(suggested)
  })

  test('a poll asked twice is one; it ends with its consult', () => {
    const asked = after(['chair', 'step', { item: 'i', step: 'discussion' }], ['chair', 'poll', { item: 'i', number: 1, open: true }], ['deputy', 'poll', { item: 'i', number: 1, open: true }])
    expect(itemOf(asked, 'i').polls[1]).toMatchObject({ open: true, by: 'chair' })
    expect(itemOf(applyEntry(asked, { seq: 4, cmdId: 'c', personId: 'chair', at: '2026-11-20T06:31:00.000Z', kind: 'step', body: { item: 'i', step: 'done' } }), 'i').polls[1]?.open).toBe(false)
  })
})

describe('typed fields', () => {
  test('hold the latest value with its version', () => {
    const state = after(['chair', 'field', { item: 'i', name: 'settled:1', value: 'concluded', baseVersion: 0 }], ['thuky', 'field', { item: 'i', name: 'agreement:1', value: 'mostly', baseVersion: 0 }])
    expect([settledOf(state, 'i', 1), agreementOf(state, 'i', 1), settledOf(state, 'i', 2), settledOf(state, 'other', 1)]).toEqual(['concluded', 'mostly', null, null])
    expect([fieldVersion(state, 'i', 'agreement:1'), fieldVersion(state, 'i', 'settled:9')]).toEqual([2, 0])
  })

  test.each<[string, unknown, boolean]>([
    ['settled:1', 'concluded', true], ['settled:12', null, true], ['agreement:3', 'divided', true], ['settled:1', 'agreed', false], ['agreement:1', 'x', false], ['settled:0', 'concluded', false], ['settled', 'concluded', false],
    ['settled:1:2', 'concluded', false], ['constructor', 'x', false], ['toString:1', 'x', false], ['', null, false],
  ])('%s takes %j: %s', (name, value, taken) => {
    expect(fieldShape(name)?.safeParse(value).success ?? false).toBe(taken)
  })

  test('the name says which question it is about', () => expect(['settled:7', 'agreement:100', 'icd10', 'settled:x'].map(questionOfField)).toEqual([7, 100, null, null]))
})

describe('the floor', () => {
  const raised = (...people: string[]) => people.map((personId): [string, RoomEntry['kind'], object] => [personId, 'hand', { raised: true }])
  const order = (state: RoomState) => state.hands.map(({ personId }) => personId)

  test('a hand says which consult was on stage', () => {
    expect(after(['an', 'hand', { raised: true }], ['chair', 'step', { item: 'i', step: 'discussion' }], ['binh', 'hand', { raised: true }]).hands.map(({ item }) => item)).toEqual([null, 'i'])
  })

  test('hands are put in another order; the same again changes nothing', () => {
    const move: [string, RoomEntry['kind'], object] = ['chair', 'queue', { personId: 'chi', before: 'an' }]
    expect(order(after(...raised('an', 'binh', 'chi'), move))).toEqual(['chi', 'an', 'binh'])
    expect(order(after(...raised('an', 'binh', 'chi'), move, ['deputy', ...move.slice(1)] as typeof move))).toEqual(['chi', 'an', 'binh'])
    expect(order(after(...raised('an', 'binh'), ['chair', 'queue', { personId: 'an', before: null }]))).toEqual(['binh', 'an'])
    expect(order(after(...raised('an', 'binh'), ['chair', 'queue', { personId: 'an', before: 'gone' }], ['chair', 'queue', { personId: 'gone', before: 'an' }], ['chair', 'queue', { personId: 'an', before: 'an' }]))).toEqual(['an', 'binh'])
  })

  test('asked to speak, a hand goes down and a closed microphone opens; leaving gives the floor back', () => {
    const state = after(['chair', 'microphones', { closed: true }], ...raised('an', 'binh'), ['chair', 'floor', { personId: 'binh' }], ['deputy', 'floor', { personId: 'binh' }])
    expect([order(state), state.floor?.personId, state.microphones.free]).toEqual([['an'], 'binh', ['binh']])
    expect(after(['an', 'join', {}], ['chair', 'floor', { personId: 'an' }], ['an', 'leave', { reason: 'left' }]).floor).toBeNull()
  })

  test('a call for help is taken once', () => {
    expect(after(['an', 'help', { text: 'Mất tiếng' }], ['kythuat', 'helped', { call: 1 }], ['chair', 'helped', { call: 1 }], ['chair', 'helped', { call: 9 }]).help).toMatchObject([{ seq: 1, text: 'Mất tiếng', takenBy: 'kythuat' }])
  })
})
