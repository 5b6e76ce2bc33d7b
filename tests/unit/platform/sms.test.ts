import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { requestFor, sendSms } from '~/platform/sms/gateway.server'
import { international, isMobile, withoutMarks } from '~/platform/sms/plain'
import { accepted, startSmsGateway } from '../../support/sms-gateway'

const base = { SMS_URL: undefined, SMS_METHOD: undefined, SMS_BODY: undefined, SMS_HEADERS: {}, SMS_OK: undefined, SMS_PLAIN: true }
let gateway: Awaited<ReturnType<typeof startSmsGateway>>
const settings = () => ({ ...base, SMS_URL: gateway.url, SMS_BODY: '{"to":"{to}","text":"{text}"}', SMS_OK: new RegExp(accepted) })
const message = { to: '0912 345 678', text: 'Đề nghị hội chẩn “mới”' }
beforeAll(async () => { gateway = await startSmsGateway() })
beforeEach(() => { gateway.received.length = 0 })
afterAll(() => gateway.stop())

test('numbers become those of Vietnam in the world', () => {
  expect(['0912345678', '+84 912 345 678', '84912345678', '024 3733 1234', '0084912345678'].map(international)).toEqual(['+84912345678', '+84912345678', '+84912345678', '+842437331234', '+84912345678'])
  expect(['115', '', '+1 202 555 0100', '09x', '00912345678'].map(international)).toEqual([null, null, null, null, null])
})

test('marks go, and what no telephone shows', () => {
  expect(withoutMarks('Đề nghị “hội chẩn” – Ổ bệnh ☎')).toBe('De nghi "hoi chan" - O benh ?')
})

test('each place of a template is written by its own rules', () => {
  const text = 'a"b & c\\d'
  expect(requestFor({ ...base, SMS_URL: 'https://g.vn/?p={to84}&m={text}' }, '+84912345678', text)).toMatchObject({ method: 'GET', url: 'https://g.vn/?p=84912345678&m=a%22b%20%26%20c%5Cd' })
  const json = requestFor({ ...base, SMS_URL: 'https://g.vn/', SMS_BODY: '{"m":"{text}","p":"{to0}"}' }, '+84912345678', text)
  expect(JSON.parse(json.body ?? '')).toEqual({ m: text, p: '0912345678' })
  expect(json).toMatchObject({ method: 'POST', headers: { 'Content-Type': 'application/json' } })
  expect(requestFor({ ...base, SMS_URL: 'https://g.vn/', SMS_BODY: 'm={text}' }, '+84912345678', text)).toMatchObject({ body: 'm=a%22b%20%26%20c%5Cd', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })
  expect(requestFor({ ...base, SMS_URL: 'https://g.vn/', SMS_BODY: '<m>{text}</m>' }, '+84912345678', '<a>').body).toBe('<m>&#60;a&#62;</m>')
  // What was put in is not a template again.
  expect(requestFor({ ...base, SMS_URL: 'https://g.vn/?m={text}' }, '+84912345678', '{to}').url).toBe('https://g.vn/?m=%7Bto%7D')
})

test('a message arrives once, without marks', async () => {
  await sendSms(message, settings())
  expect(gateway.received).toMatchObject([{ to: '+84912345678', text: 'De nghi hoi chan "moi"' }])
  await sendSms(message, { ...settings(), SMS_PLAIN: false })
  expect(gateway.received.at(-1)?.text).toBe('Đề nghị hội chẩn “mới”')
})

test('a gateway that answers twice has taken one message', async () => {
  gateway.next('twice')
  await sendSms(message, settings())
  await sendSms(message, settings())
  expect(gateway.received).toHaveLength(2)
})

test.each([
  ['a lie: 200 with an error in it', 'lie', { code: 'answer', outcome: 'never' }],
  ['a failure of the gateway', 500, { code: 'http500', outcome: 'never' }],
  ['too much at once', 429, { code: 'http429', outcome: 'notYet' }],
  ['somewhere else to go', 302, { code: 'http302', outcome: 'never' }],
  ['silence', 'hang', { code: 'timeout', outcome: 'perhaps' }],
  ['a cut line', 'cut', { outcome: 'perhaps' }],
] as const)('%s is said, and nothing is sent twice', async (_name, how, expected) => {
  gateway.next(how)
  await expect(sendSms(message, settings(), 300)).rejects.toMatchObject(expected)
  expect(gateway.received).toHaveLength(1)
})

test('a gateway that is away has certainly not taken it', async () => {
  const gone = await startSmsGateway()
  await gone.stop()
  await expect(sendSms(message, { ...settings(), SMS_URL: gone.url })).rejects.toMatchObject({ code: 'ECONNREFUSED', outcome: 'notYet' })
  await expect(sendSms({ ...message, to: '115' }, settings())).rejects.toMatchObject({ code: 'badNumber', outcome: 'never' })
})

test('text messages go to mobile numbers only', () => {
  expect(['0912345678', '+84 387 654 321', '024 3733 1234', '1900 1234', '101', ''].map(isMobile)).toEqual([true, true, false, false, false, false])
})
