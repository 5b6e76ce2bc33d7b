import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movedIn } from '~/domain/hospitals/confirming-order'
import { concludedQuestions, openQuestion, typedFields } from '~/domain/rooms/concluded-questions'
import { nextToConfirm, stillToConfirm } from '~/domain/rooms/confirming'
import { icd10Line, readIcd10, readIcd10Code } from '~/domain/rooms/icd10'
import { interruptionsOf } from '~/domain/rooms/interruptions'
import { applyEntry, emptyRoom, type RoomEntry } from '~/domain/rooms/room-state'
import { frozenMinutes } from '~/domain/rooms/stored-minutes'

const roles = ['scribe', 'chair', 'treating'] as const
const said = (...done: (typeof roles)[number][]) => done.map((role) => ({ role, withdrawnAt: null }))

describe('whose turn it is', () => {
  test.each([
    [['scribe', 'chair', 'treating'], [], 'scribe'], [['scribe', 'chair', 'treating'], ['scribe'], 'chair'], [['scribe', 'chair', 'treating'], ['scribe', 'chair'], 'treating'], [['scribe', 'chair', 'treating'], ['scribe', 'chair', 'treating'], null],
    [['chair', 'scribe'], ['chair'], 'scribe'], [['treating'], [], 'treating'],
  ] as const)('%j after %j: %s', (order, done, next) => expect(nextToConfirm({ order, confirmations: said(...done) })).toBe(next))

  test('a confirmation that was taken back counts no more', () =>
    expect(stillToConfirm({ order: ['scribe', 'chair'], confirmations: [{ role: 'scribe', withdrawnAt: new Date() }] })).toEqual(['scribe', 'chair']))

  test('a step of the order keeps everybody once', () => fc.assert(fc.property(fc.shuffledSubarray([...roles], { minLength: 1 }), fc.constantFrom('up', 'down', 'in', 'out'), fc.constantFrom(...roles), (order, way, role) => {
    const next = movedIn(order, `${way}:${role}`)
    expect(new Set(next).size).toBe(next.length)
    expect(next.length - order.length).toBe(way === 'in' && !order.includes(role) ? 1 : way === 'out' && order.includes(role) ? -1 : 0)
  })))
})

describe('codes', () => {
  test.each([['S06.5', 'S06.5'], ['s065', 'S06.5'], ['S06,5', 'S06.5'], ['i48', 'I48'], ['A15.10', 'A15.10'], ['6S05', null], ['S0', null], ['S06.555', null], ['', null], ['đau', null]])('%s is %s', (typed, code) => expect(readIcd10Code(typed)).toBe(code))
  test('one a line, each once, written back as it was read', () => {
    const read = readIcd10('s065 Chảy máu dưới màng cứng\n\nI48: Rung nhĩ\nS06.5')
    expect(read).toEqual([{ code: 'S06.5', name: 'Chảy máu dưới màng cứng' }, { code: 'I48', name: 'Rung nhĩ' }])
    expect(readIcd10((read ?? []).map(icd10Line).join('\n'))).toEqual(read)
    expect(readIcd10('Chảy máu dưới màng cứng')).toBeNull()
  })
  test('whatever is typed is read or refused, never thrown', () => fc.assert(fc.property(fc.string(), (typed) => { readIcd10(typed) })))
})

const at = (second: number) => new Date(Date.UTC(2026, 10, 4, 6, 30, second)).toISOString()
const room = (...entries: { personId?: string; second?: number; kind: string; body: object }[]) =>
  entries.map(({ personId = 'an', second, ...entry }, index) => ({ seq: index + 1, cmdId: `c${index}`, personId, at: at(second ?? index), ...entry }) as RoomEntry).reduce(applyEntry, emptyRoom)

describe('what the room leaves', () => {
  const questions = [{ number: 1, text: 'Mổ?' }, { number: 2, text: 'Chuyển?' }]
  test('a question is closed when somebody settled it and it has words', () => {
    const state = room({ kind: 'field', body: { item: 'i', name: 'settled:1', value: 'leftOpen', baseVersion: 0 } })
    const open = (texts: Record<string, string>) => concludedQuestions(questions, texts, state, 'i').map((one) => openQuestion(one, state, 'i'))
    expect(open({})).toEqual(['noWords', 'notConcluded'])
    expect(open({ 'conclusion:1': 'Chờ INR', 'conclusion:2': 'Chuyển' })).toEqual([null, 'notConcluded'])
  })
  test('a conclusion from before texts were shared still counts', () => {
    const state = room({ kind: 'conclusion', body: { item: 'i', number: 1, text: 'Mổ trong ngày', concluded: true, baseVersion: 0 } })
    const [first] = concludedQuestions(questions, {}, state, 'i')
    expect(first).toMatchObject({ text: 'Mổ trong ngày', concluded: true })
    expect(first && openQuestion(first, state, 'i')).toBeNull()
  })
  test('opinions by name, in time; what nobody typed is empty', () => {
    const opinion = (personId: string, stance: string) => ({ personId, kind: 'opinion', body: { item: 'i', number: 1, stance, text: '' } })
    expect(concludedQuestions(questions, {}, room(opinion('binh', 'differs'), opinion('an', 'agrees'), opinion('binh', 'adds')), 'i')[0]?.opinions).toEqual([{ personId: 'an', stance: 'agrees', text: '' }, { personId: 'binh', stance: 'adds', text: '' }])
    expect(typedFields(emptyRoom, 'i')).toEqual({ icd10: [], nextSteps: [], change: null })
  })
  test('a break of some seconds is none; a longer one and a bad line are told', () => {
    const state = room({ kind: 'join', body: {}, second: 0 }, { kind: 'lost', body: {}, second: 10 }, { kind: 'join', body: {}, second: 13 }, { kind: 'lost', body: {}, second: 20 }, { kind: 'join', body: {}, second: 50 })
    expect(interruptionsOf(state, at(59), [])).toEqual([{ kind: 'lost', personId: 'an', from: at(20), until: at(50) }])
  })
  test('a chair away for more than a minute and a room that nobody may lead are told, weak lines too', () => {
    const members = (['chair', 'scribe', 'specialist'] as const).map((role) => ({ personId: role, role }))
    const told = (...log: [number, string, string, object?][]) => room(...log.map(([minute, personId, kind, body = {}]) => ({ second: minute * 60, personId, kind, body })))
    const state = told([0, 'chair', 'join'], [0, 'scribe', 'join'], [0, 'specialist', 'join'], [5, 'specialist', 'line', { quality: 'bad' }], [6, 'specialist', 'line', { quality: 'good' }],
      [10, 'chair', 'lost'], [10.1, 'chair', 'join'], [20, 'chair', 'lost'], [22, 'scribe', 'lost'], [23, 'scribe', 'join'], [30, 'chair', 'join'])
    expect(interruptionsOf(state, at(45 * 60), members)).toEqual([
      { kind: 'line', personId: 'specialist', from: at(5 * 60), until: at(6 * 60) },
      { kind: 'chairGone', personId: 'chair', from: at(20 * 60), until: at(30 * 60) },
      { kind: 'lost', personId: 'scribe', from: at(22 * 60), until: at(23 * 60) },
      { kind: 'leaderless', personId: null, from: at(22 * 60), until: at(23 * 60) },
    ])
    expect(interruptionsOf(told([0, 'chair', 'join'], [40, 'chair', 'leave', { reason: 'left' }]), at(45 * 60), members)).toEqual([
      { kind: 'chairGone', personId: 'chair', from: at(40 * 60), until: at(45 * 60) }, { kind: 'leaderless', personId: null, from: at(40 * 60), until: at(45 * 60) },
    ])
  })
})

test('minutes from before opinions, codes and steps are read as ever', () => {
  const old = { conclusions: [{ number: 1, question: 'Mổ?', text: 'Mổ', concluded: true, at: null }], attendance: [], named: [], sites: [], interruptions: [], icd10: [], nextSteps: [] }
  expect(frozenMinutes(old).conclusions).toEqual([{ number: 1, question: 'Mổ?', text: 'Mổ', concluded: true, at: null, agreement: null, opinions: [] }])
})
