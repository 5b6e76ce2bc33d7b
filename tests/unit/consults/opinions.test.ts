import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '~/domain/audit/actor'
import { dissentsAmong, requireSeen } from '~/domain/consults/conclude'
import { neededOf } from '~/domain/consults/needed'
import { answersOf, requireAll, togetherOf } from '~/domain/consults/opinion-answers'
import { readOpinionDraft } from '~/domain/consults/opinion-draft'
import { opinionsFor } from '~/domain/consults/opinions-for'

const opinion = (id: string, specialistId: string) => ({ id, specialistId, answers: [{ number: 1, text: `${id} một`, answered: true }, { number: 2, text: '', answered: false }] })
const key = (act: () => void): string | null => {
  try {
    act()
    return null
  } catch (error) {
    return (error as { key: string }).key
  }
}

describe('concluding', () => {
  const opinions = [opinion('a', 'an'), opinion('b', 'binh')]
  const given = { by: 'chi', asked: ['chi', 'an', 'binh'], opinions, seen: ['a', 'b'], missing: '' }
  test.each([
    ['everybody answered and was read', given, null],
    ['an opinion came in unread', { ...given, seen: ['a'] }, 'consults:problem.newOpinion'],
    ['somebody is missing without a reason', { ...given, asked: [...given.asked, 'dung'] }, 'consults:problem.missingReason'],
    ['somebody is missing with a reason', { ...given, asked: [...given.asked, 'dung'], missing: 'Đang mổ' }, null],
    ['one’s own opinion need not be read', { ...given, opinions: [...opinions, opinion('c', 'chi')] }, null],
    ['alone', { ...given, asked: ['chi'], opinions: [], seen: [] }, null],
  ])('%s', (_name, concluding, problem) => { expect(key(() => requireSeen(concluding))).toBe(problem) })

  test('the words of a dissent are the other’s own', () => {
    expect(dissentsAmong(opinions, ['1:an', '1:an'], { by: 'chi', numbers: [1, 2], at: new Date(0) })).toEqual([{ number: 1, personId: 'an', text: 'a một', at: new Date(0), afterwards: false }])
    for (const mark of ['2:an', '3:an', '1:chi', '1:dung', '', ':']) expect(key(() => dissentsAmong([...opinions, opinion('c', 'chi')], [mark], { by: 'chi', numbers: [1, 2], at: new Date(0) })), mark).toBe('problems:unknownChoice')
  })
})

describe('who reads whose opinion', () => {
  const consult = { state: 'withSpecialists' as const, round: 2, supportingId: 'xp', specialistId: 'chi', specialists: [{ personId: 'an', round: 2 }, { personId: 'binh', round: 2 }, { personId: 'dung', round: 1 }] }
  const actor = (personId: string, hospitalId = 'xp') => ({ personId, hospitalId } as Actor)
  const rows = [{ kind: 'opinion' as const, round: 2, specialistId: 'an' }, { kind: 'conclusion' as const, round: 1, specialistId: 'chi' }, { kind: 'opinion' as const, round: 1, specialistId: 'dung' }]
  test.each([['who has confirmed', 'an', 3], ['who has not', 'binh', 2], ['who concludes', 'chi', 3], ['who was asked in the round before', 'dung', 3]])('%s', (_name, personId, count) => {
    expect(opinionsFor(actor(personId), { ...consult, opinions: rows })).toHaveLength(count)
  })
  test('everybody once it is answered, and the asking side at once', () => {
    expect(opinionsFor(actor('binh'), { ...consult, state: 'answered', opinions: rows })).toHaveLength(3)
    expect(opinionsFor(actor('mai', 'bv'), { ...consult, opinions: rows })).toHaveLength(3)
  })
})

describe('answers of a form', () => {
  test('a later round’s questions complain at their own place', () => {
    try {
      requireAll(answersOf([3, 4], { answers: ['Có.', ''], unanswered: ['4'] }))
      expect.unreachable()
    } catch (error) {
      expect((error as { list: unknown[] }).list).toMatchObject([{ key: 'consults:problem.answerReason', field: 'answers.1', params: { number: 4 } }])
    }
  })
  test('one text answers all', () => { expect(togetherOf([1, 2], 'Giữ lại.')).toEqual([{ number: 1, text: 'Giữ lại.', answered: true }, { number: 2, text: 'Giữ lại.', answered: true }]) })
  test('whatever is stored can be read as a draft', () => {
    fc.assert(fc.property(fc.jsonValue(), (stored) => { expect(readOpinionDraft(stored).answers.every((answer) => typeof answer === 'string')).toBe(true) }))
  })
})

test.each([
  [[], false], [['needMore'], true], [['supplement', 'needMore'], false], [['needMore', 'supplement'], true], [['reopen', 'supplement'], false], [['askAgain', 'needMore'], false], [['needMore', 'askAgain'], true],
])('more is needed after %j, newest first: %s', (actions, needed) => {
  expect(neededOf(actions.map((action) => ({ action }))) !== null).toBe(needed)
})
