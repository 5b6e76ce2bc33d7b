import { expect, test } from 'vitest'
import { emailOf, signInNameOf, telephoneOf } from '~/domain/people/sign-in-name'

test.each([
  ['0912345678', '0912345678'],
  [' 0912 345 678 ', '0912345678'],
  ['0912.345.678', '0912345678'],
  ['0912-345-678', '0912345678'],
  ['+84 912 345 678', '0912345678'],
  ['84912345678', '0912345678'],
  ['0084912345678', '0912345678'],
  ['+84 (0) 912 345 678', '0912345678'],
  ['０９１２３４５６７８', '0912345678'],
  ['024 3826 5288', '02438265288'],
  ['+84 24 3826 5288', '02438265288'],
])('the telephone number %s is kept as %s', (typed, kept) => expect(telephoneOf(typed)).toBe(kept))

test.each(['', '912345678', '09123', '091234567890123', '+1 212 555 0100', 'không có', '0912345678a', '09123\u000045678'])(
  '%j is no telephone number', (typed) => expect(telephoneOf(typed)).toBeUndefined())

test.each([
  [' Bac.Si@Bavi.Example ', 'bac.si@bavi.example'],
  ['a@b.vn', 'a@b.vn'],
])('the address %j is kept as %s', (typed, kept) => expect(emailOf(typed)).toBe(kept))

test.each(['a@b', 'a b@c.vn', '@b.vn', 'a@@b.vn', `${'a'.repeat(260)}@b.vn`])('%j is no address', (typed) => expect(emailOf(typed)).toBeUndefined())

test('a sign-in name is one or the other', () => {
  expect(signInNameOf('+84 912 345 678')).toEqual({ telephone: '0912345678' })
  expect(signInNameOf('A@B.vn')).toEqual({ email: 'a@b.vn' })
  expect(signInNameOf('bacsi')).toBeUndefined()
})
