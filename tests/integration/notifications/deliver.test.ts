import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { deliverBatch, sweepDeliveries } from '~/domain/notifications/deliver.server'
import { deliveriesSettled } from '~/domain/notifications/queue.server'
import { settleNotices } from '~/domain/notifications/settle-notices.server'
import { moveClock, resetClock } from '~/platform/clock.server'
import { db } from '~/platform/database/database.server'
import { newId } from '~/platform/id'
import { startJobs, stopJobs } from '~/platform/jobs/jobs.server'
import { aBrowserAt, opened, type TestBrowser } from '../../support/push-receiver'
import { aPersonToReach, deliveriesOf, tellOf, type Reached } from './a-person'

// Settings are read once per process, so both servers stand before the first import.
const { sms, push } = await vi.hoisted(async () => {
  const [{ startSmsGateway, accepted }, { startPushReceiver }] = await Promise.all([import('../../support/sms-gateway'), import('../../support/push-receiver')])
  const [sms, push] = await Promise.all([startSmsGateway(), startPushReceiver()])
  Object.assign(process.env, { SMS_URL: sms.url, SMS_BODY: '{"to":"{to}","text":"{text}"}', SMS_OK: accepted, PUSH_HOSTS: push.host })
  return { sms, push }
})

const nothing = async () => undefined
beforeAll(() => startJobs({ mail: nothing, 'render-paper': nothing, 'take-in': nothing, sweep: nothing }))
afterEach(() => resetClock())
afterAll(async () => {
  await stopJobs(1_000)
  await Promise.all([sms.stop(), push.stop()])
})

const smsTo = ({ number }: Reached) => sms.received.filter(({ to }) => to === number)
const pushedTo = (browser: TestBrowser) => push.received.filter(({ path }) => browser.endpoint.endsWith(path)).map(({ body }) => opened(browser, body))
async function withBrowser(person: Reached): Promise<TestBrowser> {
  const browser = aBrowserAt(push.host)
  const { endpoint, p256dh, auth } = browser
  await db.pushSubscription.create({ data: { id: newId(), personId: person.personId, endpoint, p256dh, auth, createdAt: new Date() } })
  return browser
}
async function sweepAfter(ms: number) {
  moveClock(ms)
  await sweepDeliveries()
  await deliveriesSettled()
}
const minute = 60_000
/** Noon of the next day in Vietnam, so that quiet hours are chosen by the test and not by the time of day it runs at. */
function atNoon(): void {
  const day = 24 * 60 * minute
  moveClock(day - ((Date.now() + 7 * 60 * minute) % day) + 12 * 60 * minute)
}
const now = async () => (await import('~/platform/clock.server')).nowIn(db)

test('what is urgent goes to telephone, browsers and mail at once; the push holds code, level and link, encrypted', async () => {
  const person = await aPersonToReach({ email: 'nguyet@benhvien.example' })
  const browsers = [await withBrowser(person), await withBrowser(person)]
  const { code, given } = await tellOf([person])
  await deliveriesSettled()
  for (const browser of browsers) expect(pushedTo(browser)).toEqual([{ code, level: 'emergency', link: given.href, count: 1 }])
  expect(push.received.at(-1)?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '3600', authorization: expect.stringMatching(/^vapid t=.+, k=.+/) })
  expect(smsTo(person).map(({ text }) => text)).toEqual([expect.stringContaining(`[Cap cuu] ${code}`)])
  expect(smsTo(person)[0]?.text).toContain(given.href)
  expect(await deliveriesOf(person)).toMatchObject([{ channel: 'push', state: 'sent' }, { channel: 'sms', state: 'sent' }, { channel: 'mail', state: 'waiting', mailId: expect.any(String) }])
  expect(await db.mail.count({ where: { personId: person.personId } })).toBe(1)
})

test('announced again, swept again and by several workers at once, it arrives once', async () => {
  const person = await aPersonToReach()
  const browser = await withBrowser(person)
  const { given } = await tellOf([person])
  await Promise.all([tellOf([person], given), tellOf([person], given)])
  const [one] = await deliveriesOf(person)
  await Promise.all(Array.from({ length: 5 }, () => deliverBatch({ personId: person.personId, channel: 'sms', batch: one?.batch ?? '' })))
  await sweepAfter(5 * minute)
  expect(smsTo(person)).toHaveLength(1)
  expect(pushedTo(browser)).toHaveLength(1)
})

test('a browser that is gone is forgotten; one that fails is kept and marked', async () => {
  const person = await aPersonToReach({ telephone: null })
  await withBrowser(person)
  push.next(410)
  await tellOf([person])
  await deliveriesSettled()
  expect(await db.pushSubscription.count({ where: { personId: person.personId } })).toBe(0)
  expect(await deliveriesOf(person)).toMatchObject([{ state: 'failed', failure: 'http410' }])
  await withBrowser(person)
  push.next(500)
  await tellOf([person])
  await deliveriesSettled()
  expect(await db.pushSubscription.findFirst({ where: { personId: person.personId } })).toMatchObject({ failedAt: expect.any(Date) })
})

test.each([['lie', 'failed', 'answer'], [500, 'failed', 'http500'], ['cut', 'uncertain', expect.any(String)], ['twice', 'sent', null]] as const)('a gateway that answers with %s: %s, never again', async (how, state, failure) => {
  const person = await aPersonToReach()
  sms.next(how)
  await tellOf([person])
  await deliveriesSettled()
  expect(await deliveriesOf(person)).toMatchObject([{ channel: 'sms', state, failure }])
  await sweepAfter(30 * minute)
  expect(smsTo(person)).toHaveLength(1)
})

test('a gateway that was certainly not reached is asked again, a few times', async () => {
  const person = await aPersonToReach()
  sms.next(429, 429)
  await tellOf([person])
  await deliveriesSettled()
  expect(await deliveriesOf(person)).toMatchObject([{ state: 'waiting', takenAt: null, attempts: 1, failure: 'http429' }])
  await sweepAfter(minute)
  await sweepAfter(minute)
  expect(smsTo(person)).toHaveLength(3)
  expect(await deliveriesOf(person)).toMatchObject([{ state: 'sent', attempts: 3, failure: null }])
})

test('several changes of one consult that need nothing become one message', async () => {
  atNoon()
  const person = await aPersonToReach({ email: 'gop@benhvien.example' })
  const browser = await withBrowser(person)
  const href = `/consults/${newId()}`
  for (const kind of ['accepted', 'assigned']) await tellOf([person], { kind, href, urgent: false, level: 'routine', at: await now(), params: { code: 'HC-1', level: 'routine', hospital: 'XP' } })
  await deliveriesSettled()
  expect(pushedTo(browser)).toEqual([])
  await sweepAfter(11 * minute)
  expect(pushedTo(browser)).toEqual([{ code: 'HC-1', level: 'routine', link: href, count: 2 }])
  expect(await deliveriesOf(person)).toEqual(expect.arrayContaining([expect.objectContaining({ channel: 'push', state: 'sent' }), expect.objectContaining({ channel: 'push', state: 'merged' }), expect.objectContaining({ channel: 'mail', state: 'merged' })]))
  const mails = await db.mail.findMany({ where: { personId: person.personId } })
  expect(mails).toMatchObject([{ subject: 'HC-1: 2 thay đổi của ca hội chẩn', body: expect.stringContaining('đã phân công chuyên gia') }])
})

test('quiet hours hold what is not pressing until the digest; what was read by then is left out', async () => {
  atNoon()
  const person = await aPersonToReach({ email: 'dem@benhvien.example' })
  await db.reachChoice.create({ data: { personId: person.personId, quietFrom: 11 * 60, quietUntil: 13 * 60 } })
  await tellOf([person], { level: 'emergency', at: await now() })
  await deliveriesSettled()
  expect(smsTo(person)).toHaveLength(1)
  for (let count = 0; count < 3; count++) await tellOf([person], { level: 'sameDay', at: await now() })
  await db.notice.updateMany({ where: { id: (await db.notice.findFirstOrThrow({ where: { personId: person.personId, level: 'sameDay' } })).id }, data: { readAt: new Date() } })
  await sweepAfter(30 * minute)
  expect(smsTo(person)).toHaveLength(1)
  await sweepAfter(60 * minute)
  expect(smsTo(person).map(({ text }) => text)).toEqual([expect.any(String), expect.stringContaining('2 thong bao')])
  const states = (await deliveriesOf(person)).filter(({ channel }) => channel === 'sms').map(({ state }) => state)
  expect(states.sort()).toEqual(['dropped', 'merged', 'sent', 'sent'])
})

test('work that somebody else did is no longer announced', async () => {
  atNoon()
  const person = await aPersonToReach({ email: 'xong@benhvien.example' })
  const { given } = await tellOf([person], { urgent: false, level: 'routine', at: await now() })
  await settleNotices({ about: given.href, before: new Date((await now()).getTime() + 1) })
  await sweepAfter(11 * minute)
  expect(await deliveriesOf(person)).toMatchObject([{ channel: 'mail', state: 'dropped' }])
})

test('what a dead worker had taken is shown as perhaps sent and not sent again', async () => {
  const person = await aPersonToReach({ email: 'mail@benhvien.example' })
  const { given } = await tellOf([person])
  await deliveriesSettled()
  await db.delivery.updateMany({ where: { personId: person.personId, channel: 'sms' }, data: { state: 'waiting', sentAt: null } })
  await sweepAfter(2 * minute)
  expect(await deliveriesOf(person)).toMatchObject([{ channel: 'sms', state: 'uncertain', failure: 'interrupted' }, { channel: 'mail', state: 'waiting' }])
  expect(smsTo(person)).toHaveLength(1)
  expect(given.href).toBeTruthy()
})

test('the keys of this server are made once', async () => {
  const { pushKey } = await import('~/platform/push/push.server')
  const key = await pushKey()
  expect(Buffer.from(key, 'base64url')).toHaveLength(65)
  expect(await db.setting.findUnique({ where: { key: 'vapid' } })).toMatchObject({ value: { publicKey: key } })
})

test('whoever is on duty is reached at the telephone of the duty of that hospital; a fixed line takes no text message', async () => {
  const onDuty = ({ personId, hospitalId }: { personId: string; hospitalId: string }, telephone: string, rank = 1) =>
    db.dutyShift.create({ data: { id: newId(), hospitalId, kind: 'leader', personId, rank, telephone, startsAt: new Date(Date.now() - minute), endsAt: new Date(Date.now() + minute), createdAt: new Date() } })
  const [shared, fixed, numberless, elsewhere, over] = [await aPersonToReach(), await aPersonToReach(), await aPersonToReach({ telephone: null }), await aPersonToReach(), await aPersonToReach()]
  await onDuty(shared, '0987 000 101')
  await onDuty(fixed, '024 3733 1234')
  await onDuty(numberless, '0987 000 103')
  await onDuty({ ...elsewhere, hospitalId: shared.hospitalId }, '0987 000 104')
  await db.dutyShift.updateMany({ where: { id: (await onDuty(over, '0987 000 105')).id }, data: { cancelledAt: new Date() } })
  const { code } = await tellOf([shared, fixed, numberless, elsewhere, over])
  await deliveriesSettled()
  const numbers = sms.received.filter(({ text }) => text.includes(code)).map(({ to }) => to)
  expect(numbers.sort()).toEqual(['+84987000101', fixed.number, '+84987000103', elsewhere.number, over.number].sort())
})
