import { expect, test } from 'vitest'
import { byGivenName, fold, givenName, nameWithTitle } from '~/platform/names'

test('searching ignores marks and case, and đ is d', () => {
  expect(fold('Đặng Thị HƯƠNG')).toBe('dang thi huong')
  expect(fold('Đặng'.normalize('NFD'))).toBe('dang')
})

test('lists of people go by given name', () => {
  const sorted = ['Vũ Minh Nguyệt', 'Lê Văn Ân', 'Hà Quang An', 'Đỗ Hoàng Ăn', 'Bùi Thị An'].map((fullName) => ({ fullName })).sort(byGivenName)
  expect(sorted.map(({ fullName }) => fullName)).toEqual(['Bùi Thị An', 'Hà Quang An', 'Đỗ Hoàng Ăn', 'Lê Văn Ân', 'Vũ Minh Nguyệt'])
  expect(givenName('  Chu Đức  Thịnh ')).toBe('Thịnh')
})

test('a title stands before the name, when there is one', () => {
  expect(nameWithTitle({ title: 'BSCKII', fullName: 'Lê Thị Kim Oanh' })).toBe('BSCKII Lê Thị Kim Oanh')
  expect(nameWithTitle({ title: '', fullName: 'Bùi Thị Lan' })).toBe('Bùi Thị Lan')
})
