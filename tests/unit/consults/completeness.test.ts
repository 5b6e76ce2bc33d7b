import { describe, expect, test } from 'vitest'
import { completeness, type Completable, type Wanted } from '~/domain/consults/completeness'

const bare: Completable = { level: 'sameDay', specialtyCode: 'noi-tong-hop', situation: '', summary: '', diagnosis: '', age: { value: 67, unit: 'years' }, clinical: {} }
const needs = (changes: Partial<Completable> = {}, files: { mediaType: string }[] = []) => completeness({ ...bare, ...changes }, files)
const wanted = (changes: Partial<Completable> = {}) => needs(changes).map(({ key }) => key)
const done = (changes: Partial<Completable> = {}, files: { mediaType: string }[] = []) => needs(changes, files).filter((need) => need.done).map(({ key }) => key)

describe('what is asked for', () => {
  test('of a usual request', () => expect(wanted()).toEqual(['course', 'vitals', 'history', 'diagnosis', 'treatment', 'tests', 'wish']))
  test.each<[string, Partial<Completable>, Wanted[], Wanted[]]>([
    ['an emergency leaves history and diagnosis out and asks for what is on site', { level: 'emergency' }, ['onSite'], ['history', 'diagnosis', 'wish']],
    ['a heart wants its ECG', { specialtyCode: 'tim-mach' }, ['ecg'], ['imaging']],
    ['surgery wants films', { specialtyCode: 'ngoai-than-kinh' }, ['imaging'], ['ecg']],
    ['a child wants a weight', { age: { value: 30, unit: 'months' } }, ['weight'], []],
    ['fifteen years are a child', { age: { value: 15, unit: 'years' } }, ['weight'], []],
    ['sixteen are not', { age: { value: 16, unit: 'years' } }, [], ['weight']],
  ])('%s', (_, changes, there, away) => {
    expect(wanted(changes)).toEqual(expect.arrayContaining(there))
    for (const key of away) expect(wanted(changes)).not.toContain(key)
  })
  test('each with a reason of its own', () => expect(new Set(needs({ level: 'emergency', specialtyCode: 'tim-mach' }).map(({ why }) => why)).size).toBe(6))
})

describe('what counts as there', () => {
  test('nothing of an empty request', () => expect(done()).toEqual([]))
  test('a document of the hospital system is a whole summary', () => expect(done({}, [{ mediaType: 'application/pdf' }])).toEqual(['course', 'vitals', 'history', 'diagnosis', 'treatment', 'tests']))
  test('so is a pasted one', () => expect(done({ summary: 'Bệnh sử: '.padEnd(220, 'a') })).toEqual(['course', 'vitals', 'history', 'diagnosis', 'treatment', 'tests']))
  test('a photographed slip is a result, an ECG and a film', () => expect(done({ specialtyCode: 'tim-mach' }, [{ mediaType: 'image/jpeg' }])).toEqual(['ecg', 'tests']))
  test.each<[string, Wanted[]]>([
    ['Sốt 3 ngày nay, HA 80/50, mạch 130, đã truyền 2 lít dịch và noradrenalin 0,2 µg; lactat 5,2.', ['course', 'vitals', 'treatment', 'tests']],
    ['Tiền sử dị ứng penicillin. Chẩn đoán viêm phổi nặng, gia đình muốn giữ lại.', ['course', 'history', 'diagnosis', 'wish']],
    ['Mệt.', []],
    ['Sốt 3 ngày nay, rét run từng cơn, tiểu ít dần, lơ mơ từ tối qua.', ['course']],
  ])('in running text: %s', (situation, expected) => expect(done({ situation })).toEqual(expected))
  test('three vital signs are enough, two are not', () => {
    expect(done({ clinical: { pulse: '120', bloodPressure: '90/60', spo2: '92' } })).toContain('vitals')
    expect(done({ clinical: { pulse: '120', weight: '52' } })).not.toContain('vitals')
  })
})
