import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn, hourIn, kindIn, telephoneIn, textOf } from '~/domain/duty/import-cells'
import { importRows, mostRows, type Known } from '~/domain/duty/import-rows'

const now = new Date('2026-11-21T08:00:00+07:00')
const known: Known = {
  now,
  people: [
    { personId: 'tuyen', fullName: 'Hà Quang Tuyển', title: 'TS.BS', telephone: '0900000202', kinds: ['specialist'] },
    { personId: 'mai', fullName: 'Khuất Thị Mai', title: 'BS', telephone: '0900000101', kinds: ['doctor'] },
    { personId: 'an1', fullName: 'Nguyễn Văn An', title: 'BS', telephone: '0900000501', kinds: ['specialist', 'doctor', 'leader'] },
    { personId: 'an2', fullName: 'Nguyễn Văn An', title: 'BS', telephone: '0900000502', kinds: ['specialist'] },
  ],
  specialties: [{ code: 'tim-mach', nameVi: 'Tim mạch', nameEn: 'Cardiology' }],
  departments: [{ id: 'nth', code: 'NTH', name: 'Khoa Nội tổng hợp' }],
  shifts: [{ personId: 'tuyen', kind: 'specialist', specialtyCode: 'tim-mach', departmentId: null, startsAt: new Date('2026-11-25T16:30:00+07:00'), endsAt: new Date('2026-11-26T07:30:00+07:00') }],
}
const heading = ['Ngày', 'Từ giờ', 'Đến giờ', 'Loại', 'Chuyên khoa hoặc khoa', 'Người', 'Thứ tự', 'Điện thoại']
const good = ['22/11/2026', '19:00', '07:00', 'Chuyên gia', 'Tim mạch', '0900000202', '1', '']
const changed = (at: number, cell: string): string[] => good.map((before, index) => (index === at ? cell : before))
const judge = (...rows: string[][]) => importRows([heading, ...rows], known).rows
const reasons = (...rows: string[][]) => judge(...rows).map(({ reason }) => reason?.key.replace('duty:refused.', '') ?? 'good')

test('a night ends on the next day', () => {
  const [row] = judge(good)
  expect(row?.shift).toEqual({ kind: 'specialist', specialtyCode: 'tim-mach', departmentId: null, personId: 'tuyen', rank: 1, telephone: '', startsAt: new Date('2026-11-22T19:00:00+07:00'), endsAt: new Date('2026-11-23T07:00:00+07:00') })
})

describe('a row is refused', () => {
  test.each([
    ['for a day that does not exist', 0, '31/11/2026', 'day'], ['for month before day', 0, '11/22/2026', 'day'], ['for no day', 0, '', 'day'], ['for what is over', 0, '20/11/2026', 'past'], ['for the wrong year', 0, '22/11/2036', 'tooFar'],
    ['for an impossible hour', 1, '25:00', 'hour'], ['for impossible minutes', 2, '07:75', 'hour'], ['for a word as hour', 1, 'tối', 'hour'], ['for midnight as beginning', 1, '24:00', 'hour'],
    ['for an unknown kind', 3, 'Y tá', 'kind'], ['for an unknown specialty', 4, 'Da liễu', 'unknownSpecialty'], ['for nobody', 5, '', 'noPerson'], ['for a stranger', 5, 'Trần Văn Lạ', 'unknownPerson'],
    ['for a name of two people', 5, 'Nguyễn Văn An', 'severalPeople'], ['for somebody without the role', 5, 'Khuất Thị Mai', 'role.specialist'], ['for rank 0', 6, '0', 'rank'], ['for a telephone in words', 7, 'như trên', 'telephone'],
  ])('%s', (_name, at, cell, reason) => expect(reasons(changed(at, cell))).toEqual([reason]))

  test('when it stands in the file twice, overlaps, or is on the roster already', () => {
    expect(reasons(good, good)).toEqual(['good', 'twice'])
    expect(reasons(good, changed(1, '06:00').map((cell, index) => (index === 0 ? '23/11/2026' : cell)))).toEqual(['good', 'overlapsRow'])
    expect(reasons(['25/11/2026', '16:30', '07:30', 'chuyên gia', 'Tim mạch', '0900000202', '', ''])).toEqual(['already'])
    expect(reasons(['25/11/2026', '18:00', '20:00', 'chuyên gia', 'Tim mạch', '0900000202', '', ''])).toEqual(['overlaps'])
  })

  test('a doctor needs a department; another duty at the same time is told, not refused', () => {
    expect(reasons(['22/11/2026', '19:00', '07:00', 'Bác sĩ', '', '0900000101', '', ''])).toEqual(['noDepartment'])
    const rows = judge(good, changed(4, 'Tất cả'))
    expect(rows.map(({ shift, warning }) => [shift !== null, warning?.key])).toEqual([[true, undefined], [true, 'duty:refused.elsewhere']])
  })
})

test.each([
  ['dd/MM/yyyy without zeros', dayIn, '2/1/2027', '2027-01-02'], ['two digits of a year', dayIn, '22-11-26', '2026-11-22'], ['ISO', dayIn, '2026-11-22', '2026-11-22'], ['a number of Excel', dayIn, '46348', '2026-11-22'],
  ['a leap day', dayIn, '29/02/2028', '2028-02-29'], ['no leap day', dayIn, '29/02/2027', null],
  ['an hour', hourIn, '7', 420], ['with h', hourIn, '19h30', 1170], ['with seconds', hourIn, '07:00:00', 420], ['a part of a day', hourIn, '0.8125', 1170], ['the end of the day', hourIn, '24:00', 1440], ['more than that', hourIn, '24:01', null],
  ['a telephone without its zero', telephoneIn, '900000202', '0900000202'], ['abroad', telephoneIn, '+84 900 000 202', '0900000202'], ['a name', telephoneIn, 'Tuyển', null],
  ['trực before', kindIn, 'Trực lãnh đạo', 'leader'], ['trực after', kindIn, 'BÁC SĨ TRỰC', 'doctor'],
] as [string, (typed: string) => unknown, string, unknown][])('%s is read', (_name, read, typed, expected) => expect(read(typed)).toBe(expected))

test('dates and hours of Excel become the text people would write', () => {
  expect(textOf(new Date('2026-11-22T00:00:00Z'))).toBe('22/11/2026')
  expect(textOf(new Date('1899-12-30T19:30:00Z'))).toBe('19:30')
})

test('a title above the header, empty lines and further columns do not matter; missing columns are named', () => {
  const table = [['LỊCH TRỰC THÁNG 11'], [], [...heading, 'Ghi chú'], [...good, 'x'], ['', '']]
  expect(importRows(table, known).rows.map(({ number, shift }) => [number, shift !== null])).toEqual([[4, true]])
  expect(importRows([['Ngày', 'Từ giờ', 'Đến giờ', 'Loại']], known)).toMatchObject({ missing: ['person'], rows: [] })
  expect(importRows([], known).missing).toHaveLength(5)
})

test('too many rows are not judged one by one', () => {
  expect(importRows([heading, ...Array.from({ length: mostRows + 1 }, () => good)], known)).toMatchObject({ tooMany: true })
})

test('whatever stands in a cell, each row is taken or refused with a reason', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.oneof(fc.string(), fc.constantFrom(...good, 'Bác sĩ', 'NTH', '99/99/9999')), { minLength: 8, maxLength: 8 }), { maxLength: 20 }), (rows) => {
    for (const row of judge(...rows)) expect(row.shift === null).toBe(row.reason !== null)
  }))
})
