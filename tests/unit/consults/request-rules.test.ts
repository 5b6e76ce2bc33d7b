import { describe, expect, test } from 'vitest'
import { draftContent, emptyDraft, readDraft, saveDraft, type DraftContent } from '~/domain/consults/draft'
import { limits } from '~/domain/consults/limits'
import { requestOf } from '~/domain/consults/request-rules'
import { complaintsOf } from '~/platform/http/form'

const today = '2026-11-21'
const senior = '01900000-0000-7000-8000-000000000001'
const whole: DraftContent = {
  ...emptyDraft, level: 'sameDay', supportingId: senior, specialtyCode: 'tim-mach', patientName: 'Phùng Văn Định', sex: 'male', ageValue: '67', ageUnit: 'years',
  situation: 'Đau ngực trái từ 2 giờ sáng.', questions: ['Có chỉ định tiêu sợi huyết không?'], dataBasis: 'consent', basisRelation: 'self',
}
const problemsOf = (changes: Partial<DraftContent>) => {
  const found = requestOf({ ...whole, ...changes }, today)
  return 'problems' in found ? found.problems.map(({ field, key }) => `${field} ${key}`) : []
}
const requestFrom = (changes: Partial<DraftContent> = {}) => {
  const found = requestOf({ ...whole, ...changes }, today)
  if ('problems' in found) throw new Error(`not a request: ${found.problems.map(({ key }) => key).join()}`)
  return found.request
}

describe('what keeps a draft from being sent', () => {
  test.each<[string, Partial<DraftContent>, string[]]>([
    ['no level', { level: '' }, ['level consults:problem.level']],
    ['an unknown level', { level: 'khẩn' }, ['level consults:problem.level']],
    ['báo động đỏ, which is telephoned', { level: 'redAlert' }, ['level consults:problem.redAlertByTelephone']],
    ['no hospital', { supportingId: '' }, ['supportingId consults:problem.supportingId']],
    ['a hospital that is no id', { supportingId: 'XP' }, ['supportingId consults:problem.supportingId']],
    ['no specialty', { specialtyCode: '' }, ['specialtyCode consults:problem.specialtyCode']],
    ['neither name nor unknown', { patientName: '' }, ['patientName consults:problem.patientName']],
    ['no sex', { sex: '' }, ['sex consults:problem.sex']],
    ['an unknown sex', { sex: 'nam' }, ['sex consults:problem.sex']],
    ['no age', { ageValue: '' }, ['ageValue consults:problem.ageValue']],
    ['no unit of age', { ageUnit: '' }, ['ageUnit consults:problem.ageUnit']],
    ['nothing written about what is happening', { situation: '' }, []],
    ['no question', { questions: [] }, ['questions consults:problem.questions']],
    ['empty questions', { questions: ['', ''] }, ['questions consults:problem.questions']],
    ['no basis', { dataBasis: '' }, ['dataBasis consults:problem.dataBasis']],
    ['consent of nobody', { basisRelation: '' }, ['basisRelation consults:problem.basisRelation']],
    ['consent of a relative without name', { basisRelation: 'spouse' }, ['basisPerson consults:problem.basisPerson']],
    ['an emergency without reason', { dataBasis: 'emergency', basisRelation: '' }, ['basisReason consults:problem.basisReason']],
  ])('%s', (_, changes, problems) => expect(problemsOf(changes)).toEqual(problems))

  test('everything missing is told at once, in the order of the form', () => {
    const found = requestOf(emptyDraft, today)
    expect('problems' in found && found.problems.map(({ field }) => field)).toEqual(['level', 'supportingId', 'specialtyCode', 'patientName', 'sex', 'ageValue', 'questions', 'dataBasis'])
  })
})

test('the limit of an age is told', () => {
  const found = requestOf({ ...whole, ageValue: '200' }, today)
  expect('problems' in found && found.problems[0]?.params).toEqual({ limit: 130 })
})

describe('a request', () => {
  test('somebody unknown may have a name, or none', () => {
    expect(requestFrom({ unidentified: 'on', patientName: '' }).patientName).toBeNull()
    expect(requestFrom({ unidentified: 'on', patientName: 'Ông Tư' })).toMatchObject({ unidentified: true, patientName: 'Ông Tư' })
  })
  test('empty questions between others do not count', () => expect(requestFrom({ questions: ['', 'Một?', '', 'Hai?'] }).questions).toEqual(['Một?', 'Hai?']))
  test('a basis keeps only what belongs to it', () => {
    expect(requestFrom({ dataBasis: 'consent', basisRelation: 'spouse', basisPerson: 'Nguyễn Thị Hoa', basisReason: 'cũ' }).basis).toEqual({ kind: 'consent', person: 'Nguyễn Thị Hoa', relation: 'spouse', reason: '' })
    expect(requestFrom({ dataBasis: 'emergency', basisReason: 'Hôn mê', basisRelation: 'spouse' }).basis).toMatchObject({ kind: 'emergency', relation: '', reason: 'Hôn mê' })
  })
})

describe('what is typed', () => {
  const complaints = (changes: Record<string, unknown>) => {
    const found = saveDraft.safeParse({ consultId: senior, version: '0', questions: [], ...changes })
    return found.success ? [] : complaintsOf(found.error).map(({ field, key }) => `${field} ${key}`)
  }
  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing at all', {}, []],
    ['100,000 characters', { situation: 'ế'.repeat(100_000) }, ['situation problems:tooLong']],
    ['as much as fits', { situation: 'ế'.repeat(limits.situation) }, []],
    ['NUL', { patientName: 'Định\u0000' }, ['patientName problems:brokenText']],
    ['broken UTF-8', { situation: 'Đau ng\ufffdc' }, ['situation problems:brokenText']],
    ['a long question', { questions: ['Một?', 'a'.repeat(limits.question + 1)] }, ['questions.1 problems:tooLong']],
    ['too many questions', { questions: Array.from({ length: limits.questions + 1 }, () => 'Câu?') }, ['questions consults:problem.tooManyQuestions']],
    ['no version', { version: undefined }, ['version problems:required']],
    ['a strange version', { version: 'x' }, ['version problems:required']],
    ['a consult that is no id', { consultId: '../1' }, ['consultId problems:unknownChoice']],
  ])('%s', (_, changes, expected) => expect(complaints(changes)).toEqual(expected))

  test('fields nobody knows are left out', () => expect(saveDraft.parse({ consultId: senior, version: 0, questions: [], state: 'closed' })).not.toHaveProperty('state'))
  test('texts are put in one form', () => expect(draftContent.parse({ situation: '  Ho\u0323 te\u0302n\r\nhai dòng ' }).situation).toBe('Họ tên\nhai dòng'))
  test('a stored draft nobody can read becomes an empty one', () => expect([readDraft(null), readDraft('x'), readDraft({ questions: 'x' })]).toEqual([emptyDraft, emptyDraft, emptyDraft]))
})
