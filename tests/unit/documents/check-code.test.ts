import { expect, test } from 'vitest'
import { newCheckCode, readCheckCode } from '~/domain/documents/check-code'

test('codes hold 80 bits: 32 signs, each equally often at each of 16 places, none twice', () => {
  const codes = Array.from({ length: 20_000 }, newCheckCode)
  expect(new Set(codes).size).toBe(codes.length)
  const counts = new Map<string, number>()
  for (const code of codes) [...code.replaceAll('-', '')].forEach((sign, place) => counts.set(`${place}${sign}`, (counts.get(`${place}${sign}`) ?? 0) + 1))
  expect(counts.size).toBe(16 * 32)
  // Expected 625 each; chi-square over 31 degrees of freedom per place, far beyond its 1-in-a-billion bound only when skewed.
  for (let place = 0; place < 16; place += 1) {
    const squares = [...counts].filter(([key]) => key.slice(0, -1) === String(place)).map(([, count]) => (count - 625) ** 2 / 625)
    expect(squares.reduce((sum, square) => sum + square, 0)).toBeLessThan(105)
  }
})

test.each([
  ['7QK4-M2XD-95TB-ABCD', '7QK4-M2XD-95TB-ABCD'],
  [' 7qk4 m2xd 95tb abcd ', '7QK4-M2XD-95TB-ABCD'],
  ['7QK4M2XD95TBABCD', '7QK4-M2XD-95TB-ABCD'],
  ['７QK4-M2XD-95TB-ABCD', '7QK4-M2XD-95TB-ABCD'],
  ['7QK4-M2XD-95TB', null],
  ['7QK4-M2XD-95TB-ABC0', null],
  ["' or 1=1 --", null],
  ['', null],
  ['A'.repeat(100_000), null],
])('%j is read as %j', (typed, code) => {
  expect(readCheckCode(typed)).toBe(code)
})
