import { beforeEach, describe, expect, test } from 'vitest'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { cookieFor, hashOf } from '~/domain/people/lucia.server'
import { failuresPerAccount, failuresPerAddress, failureWindow } from '~/domain/people/limits'
import { signIn } from '~/domain/people/sign-in.server'
import { verifyPassword } from '~/domain/people/verify-password.server'
import { aPerson, eventsOf, rightPassword, signedIn, visitor } from './world'

beforeEach(resetClock)
const wrong = 'people:problem.wrong'
const tooMany = 'people:problem.tooManyAttempts'
const attempt = (name: string, from = visitor(), password = 'sai mật khẩu') => signIn(from, { name, password })

describe('signing in', () => {
  test('by telephone in any writing, leaving an event and only a hash', async () => {
    const { personId, telephone } = await aPerson()
    const { token } = await signIn(visitor({ userAgent: 'Firefox', address: '10.9.9.9' }), { name: `+84 ${telephone.slice(1)}`, password: rightPassword })
    const row = await db.signIn.findFirstOrThrow({ where: { personId } })
    expect(row).toMatchObject({ tokenHash: hashOf(token), userAgent: 'Firefox', address: '10.9.9.9' })
    expect(JSON.stringify(await db.signIn.findMany())).not.toContain(token)
    expect(await eventsOf(personId, 'signIn.started')).toMatchObject([{ personId, facts: { tokenHash: hashOf(token) }, audience: [`person:${personId}`] }])
    expect(JSON.stringify(await db.event.findMany())).not.toContain(token)
  })

  test('the cookie is bound to this host, closed to scripts and gone with the browser', () => {
    expect(cookieFor('abc')).toBe('__Host-phien=abc; HttpOnly; Path=/; SameSite=Lax; Secure')
    expect(cookieFor(null)).toContain('Max-Age=0')
  })

  test('unknown, wrong and locked are one answer', async () => {
    const { telephone, personId } = await aPerson()
    await expect(attempt('0999999999')).rejects.toThrow(wrong)
    await expect(attempt('khong@co.example')).rejects.toThrow(wrong)
    await expect(attempt(telephone)).rejects.toThrow(wrong)
    await db.person.update({ where: { id: personId }, data: { locked: true } })
    await expect(attempt(telephone, visitor(), rightPassword)).rejects.toThrow(wrong)
  })

  test('an unknown account takes the work of a known one', async () => {
    const { telephone } = await aPerson()
    const lasting = async (name: string) => {
      const from = performance.now()
      await attempt(name).catch(() => undefined)
      return performance.now() - from
    }
    await lasting('0988888880')
    const [known, unknown]: [number[], number[]] = [[], []]
    // The least of five: a busy machine makes single ones slower, never quicker.
    for (let i = 0; i < failuresPerAccount; i++) {
      known.push(await lasting(telephone))
      unknown.push(await lasting(`098888889${i}`))
    }
    // Without the work it would be a tenth.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3)
  })

  test.each([
    ['', 'x', 'people:problem.nameMissing'],
    ['0912345678', '', 'people:problem.passwordMissing'],
    ['bác sĩ', 'x', 'people:problem.nameForm'],
    ['09123\u000045678', 'x', 'people:problem.nameForm'],
    ['a\ud800@b.vn', 'x', 'people:problem'],
    ['0912345678', '\u0000\ud800', wrong],
    ['0912345678', 'a'.repeat(100_000), wrong],
  ])('%j with %#: a clear message', async (name, password, key) => {
    await expect(signIn(visitor(), { name, password })).rejects.toThrow(key)
  })

  test('a password typed with separate marks is the same password', async () => {
    const { telephone } = await aPerson()
    await expect(signIn(visitor(), { name: telephone, password: rightPassword.normalize('NFD') })).resolves.toHaveProperty('token')
  })

  test('nobody signs in without a membership that holds', async () => {
    const { telephone, membershipId } = await aPerson()
    await db.membership.update({ where: { id: membershipId }, data: { validUntil: new Date('2021-01-01') } })
    await expect(attempt(telephone, visitor(), rightPassword)).rejects.toThrow('people:problem.noMembership')
  })
})

describe('failures', () => {
  test('after five the account is closed to the right password too, and opens after the window', async () => {
    const { telephone } = await aPerson()
    for (let i = 0; i < failuresPerAccount; i++) await expect(attempt(telephone)).rejects.toThrow(wrong)
    await expect(attempt(telephone, visitor(), rightPassword)).rejects.toMatchObject({ key: tooMany, params: { until: expect.stringMatching(/^\d\d:\d\d$/) } })
    moveClock(failureWindow + 1000)
    await expect(attempt(telephone, visitor(), rightPassword)).resolves.toHaveProperty('token')
  })

  test('an unknown account closes alike', async () => {
    for (let i = 0; i < failuresPerAccount; i++) await expect(attempt('0977777777')).rejects.toThrow(wrong)
    await expect(attempt('+84 977 777 777')).rejects.toThrow(tooMany)
  })

  test('sent all at once no more than five are tried', async () => {
    const { telephone } = await aPerson()
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(telephone).catch((error: Error) => error.message)))
    expect(answers.filter((answer) => answer === wrong).length).toBeLessThanOrEqual(failuresPerAccount)
    expect(answers.filter((answer) => answer === tooMany).length).toBeGreaterThanOrEqual(20 - failuresPerAccount)
  })

  test('pressing on while closed does not prolong it, and success clears the count', async () => {
    const { telephone } = await aPerson()
    for (let i = 0; i < failuresPerAccount - 1; i++) await expect(attempt(telephone)).rejects.toThrow(wrong)
    await expect(attempt(telephone, visitor(), rightPassword)).resolves.toBeDefined()
    for (let i = 0; i < failuresPerAccount; i++) await expect(attempt(telephone)).rejects.toThrow(wrong)
    moveClock(failureWindow - 5000)
    await expect(attempt(telephone)).rejects.toThrow(tooMany)
    moveClock(6000)
    await expect(attempt(telephone, visitor(), rightPassword)).resolves.toBeDefined()
  })

  test('a stranger who burns the account does not lock out the browser it is used in', async () => {
    const { telephone } = await aPerson()
    const other = await aPerson()
    const { browser } = await signedIn(telephone)
    for (let i = 0; i < failuresPerAccount; i++) await expect(attempt(telephone)).rejects.toThrow(wrong)
    await expect(attempt(telephone, visitor(), rightPassword)).rejects.toThrow(tooMany)
    await expect(attempt(telephone, visitor({ browser }), rightPassword)).resolves.toBeDefined()
    // Known for one person is not known for another.
    for (let i = 0; i < failuresPerAccount; i++) await expect(attempt(other.telephone)).rejects.toThrow(wrong)
    await expect(attempt(other.telephone, visitor({ browser }), rightPassword)).rejects.toThrow(tooMany)
    // And the known browser has a limit of its own.
    for (let i = 0; i < failuresPerAccount; i++) await expect(attempt(telephone, visitor({ browser }))).rejects.toThrow(wrong)
    await expect(attempt(telephone, visitor({ browser }), rightPassword)).rejects.toThrow(tooMany)
  })

  test('one address has a limit over all accounts', async () => {
    const { telephone } = await aPerson()
    const { browser } = await signedIn(telephone)
    const address = '192.0.2.77'
    for (let i = 0; i < failuresPerAddress; i++) await expect(attempt(`0966${String(i).padStart(6, '0')}`, visitor({ address }))).rejects.toThrow(wrong)
    await expect(attempt(telephone, visitor({ address }), rightPassword)).rejects.toThrow(tooMany)
    await expect(attempt(telephone, visitor({ address, browser }), rightPassword)).resolves.toBeDefined()
  }, 30_000)
})

test('confirming with the password has a count of its own', async () => {
  const { actor, telephone } = await aPerson()
  await expect(verifyPassword(actor, rightPassword)).resolves.toBeUndefined()
  await expect(verifyPassword(actor, '')).rejects.toMatchObject({ field: 'password' })
  for (let i = 0; i < failuresPerAccount; i++) await expect(verifyPassword(actor, 'sai')).rejects.toMatchObject({ key: 'people:problem.wrongPassword', field: 'password' })
  await expect(verifyPassword(actor, rightPassword)).rejects.toThrow(tooMany)
  await expect(attempt(telephone, visitor(), rightPassword)).resolves.toBeDefined()
})
