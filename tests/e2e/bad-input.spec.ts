import { randomUUID } from 'node:crypto'
import { expect, test, type APIResponse, type Page } from '@playwright/test'
import { act, anAnswer, answered, answerOf, aRequest, assigned, draft, followed, read, sent, textOf, thePeople, type People } from '../support/by-post'
import { appUrl, browserOf } from '../support/journey'

let people: People
let other: Page
test.beforeAll(async ({ browser }) => {
  people = await thePeople(browser)
  other = await browserOf(browser, 'otherDoctor')
})

const secret = /node_modules|\bat .*\.(js|ts):\d+|PrismaClient|ZodError|SyntaxError|TypeError|RangeError|postgres:\/\//

/** Whatever was sent, the answer is ours: no 5xx, nothing of the machine. Waits when asked to. */
async function calm(send: () => Promise<APIResponse>, what: string): Promise<APIResponse> {
  let answer = await send()
  while (answer.status() === 429) {
    await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(answer.headers()['retry-after'] ?? 1)))
    answer = await send()
  }
  expect(answer.status(), what).toBeLessThan(500)
  expect(secret.exec(await answer.text())?.[0], what).toBeUndefined()
  return answer
}

/** The form is shown again with these words and everything typed. */
async function refused(answer: APIResponse, words: string | RegExp, kept?: string): Promise<void> {
  expect(answer.status()).toBe(422)
  const text = await textOf(answer)
  expect(text).toMatch(words instanceof RegExp ? words : new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  if (kept !== undefined) expect(text.includes(kept), 'what was typed is on the page').toBe(true)
}

const names = [
  'intent', 'membershipId', 'commandId', 'version', 'name', 'password', 'next', 'to', 'handle', 'noticeId', 'language', 'theme', 'returnTo', 'level', 'supportingId', 'specialtyCode', 'overrideReason', 'unidentified', 'patientName', 'sex',
  'ageValue', 'ageUnit', 'ageEstimated', 'situation', 'questions', 'dataBasis', 'basisPerson', 'basisRelation', 'basisReason', 'recordNumber', 'admissionNumber', 'department', 'room', 'bed', 'admittedOn', 'diagnosis', 'note', 'text', 'specialistId',
  'answers', 'unanswered', 'general', 'reason', 'opinionId', 'answerId', 'kind', 'condition', 'endKind', 'endedOn', 'result', 'treatedOnSite', 'diagnosisChange', 'usefulness', 'remark', 'when', 'startsAt', 'minutes', 'chairId', 'scribeId', 'specialistIds', 'fileId', 'otherIds', 'dissents', 'seen', 'missing', 'requestVersion', 'disposition', 'number',
  'siteId', 'siteIds', 'blockId', 'from', 'until', 'follow', 'day1', 'hours', 'regularFrom', 'regularUntil', 'buffer', 'notice',
]
const filled = (value: string, intent: string) => names.map((name) => `${name}=${name === 'intent' ? encodeURIComponent(intent) : name === 'membershipId' ? '' : value}`).filter((pair) => pair !== 'membershipId=').join('&')

/** Bodies no form of ours would send. The last ones may succeed where a form has no field. */
const bodies: Array<[string, (intent: string) => { body: string; type?: string }, 'each intent'?]> = [
  ['NUL everywhere', (intent) => ({ body: filled('%00', intent) }), 'each intent'],
  ['broken UTF-8 everywhere', (intent) => ({ body: filled('%FF%FE', intent) })],
  ['broken percent signs', (intent) => ({ body: filled('%', intent) })],
  ['numbers out of range', (intent) => ({ body: filled('99999999999999', intent) }), 'each intent'],
  ['a half of a pair', (intent) => ({ body: filled('%ED%A0%80', intent) })],
  ['JSON', () => ({ body: '{"intent":"send"}', type: 'application/json' })],
  ['JSON that calls itself a form', () => ({ body: '{"intent":"send"}' })],
  ['multipart without boundary', () => ({ body: 'x', type: 'multipart/form-data' })],
  ['garbage in parts', () => ({ body: '--b\r\nnonsense\r\n\r\n\0\r\n--b', type: 'multipart/form-data; boundary=b' })],
  ['no intent', () => ({ body: 'note=x' })],
  ['an inherited intent', () => ({ body: 'intent=__proto__&note=x' })],
  ['another inherited intent', () => ({ body: 'intent=constructor.prototype&note=x' })],
  ['another membership', (intent) => ({ body: `intent=${intent}&membershipId=${randomUUID()}` })],
  ['inherited names', (intent) => ({ body: `intent=${intent}&__proto__=x&__proto__[a]=x&constructor=x&toString=x&hasOwnProperty=x` }), 'each intent'],
  ['100,000 characters everywhere', (intent) => ({ body: `intent=${intent}&${['note', 'text', 'situation'].map((name) => `${name}=${'ê'.repeat(10_000)}`).join('&')}` }), 'each intent'],
]

interface Door { at: () => Page; path: string; intents: string[] }
let doors: Door[] = []

test('no form answers nonsense with an error of the machine', async () => {
  test.setTimeout(300_000)
  const [written, asked, told, waiting] = [await draft(people.doctor), await assigned(people), await answered(people), await sent(people)]
  const { doctor, coordinator, specialist } = people
  const onRecord = ['supplement', 'decide', 'acknowledge', 'followUp', 'endEpisode', 'evaluate', 'remark', 'completeDetails', 'closeNotFollowed', 'withdraw', 'close']
  doors = [
    { at: () => doctor, path: '/account', intents: ['switch', 'endSignIn'] },
    { at: () => doctor, path: '/account/hours', intents: ['keep', 'enter', 'end'] },
    { at: () => coordinator, path: '/settings', intents: ['conferences', 'siteBlock', 'closeSite', 'end'] },
    { at: () => doctor, path: '/inbox', intents: ['open', 'readAll'] },
    { at: () => doctor, path: '/language', intents: [''] },
    { at: () => doctor, path: '/theme', intents: [''] },
    { at: () => doctor, path: '/consults/new', intents: ['createDraft'] },
    { at: () => doctor, path: `/consults/${written}/compose`, intents: ['save', 'send', 'addQuestion', 'removeQuestion.0', 'removeQuestion.x', 'removeFile.x', 'removeFile', 'addFiles'] },
    { at: () => doctor, path: `/consults/${written}/send`, intents: ['send'] },
    { at: () => doctor, path: `/consults/${written}/draft`, intents: ['save'] },
    { at: () => doctor, path: `/consults/${written}/files`, intents: [''] },
    { at: () => doctor, path: `/consults/${waiting}/conference`, intents: ['arrange'] },
    { at: () => coordinator, path: `/consults/${waiting}`, intents: ['askForMore', 'decline', 'assign', 'reassign', 'accept'] },
    { at: () => coordinator, path: `/consults/${asked}/conference`, intents: ['arrange', 'suggest', 'take 2026-11-04T13:30'] },
    { at: () => specialist, path: `/consults/${asked}/answer`, intents: ['save', 'correct', 'opine', 'confirm'] },
    { at: () => specialist, path: `/consults/${asked}/answer/draft`, intents: ['save'] },
    { at: () => specialist, path: `/consults/${asked}/reply`, intents: ['save', 'reply', 'takeOn'] },
    { at: () => specialist, path: `/consults/${asked}/reply/draft`, intents: ['save'] },
    { at: () => specialist, path: `/consults/${told}/answer`, intents: ['correct', 'confirm'] },
    { at: () => doctor, path: `/consults/${told}`, intents: onRecord },
  ]
  for (const { at, path, intents } of doors) {
    for (const [index, intent] of intents.entries()) {
      // What is read before the intent is known is tried once at each door.
      for (const [what, make] of bodies.filter(([, , each]) => index === 0 || each)) {
        const { body, type = 'application/x-www-form-urlencoded' } = make(intent)
        await calm(() => at().request.post(appUrl() + path, { data: Buffer.from(body, 'latin1'), maxRedirects: 0, headers: { 'content-type': type, origin: appUrl(), 'sec-fetch-site': 'same-origin' } }), `${path} ${intent}: ${what}`)
      }
    }
  }
})

test('no address answers nonsense with an error of the machine', async () => {
  const id = await sent(people)
  const { doctor } = people
  const bad = ['%00', '%FF', '__proto__', 'constructor', '..%2f..%2fetc', 'x'.repeat(3_000), '%F0%9F%98%80', "'%20OR%201=1--", '-1', '1e999', '2026-99-99']
  const shapes = [
    (x: string) => `/consults?after=${x}`, (x: string) => `/consults?view=${x}`, (x: string) => `/inbox?before=${x}`, (x: string) => `/today?level=${x}`, (x: string) => `/consults/${x}`, (x: string) => `/consults/${x}/compose`,
    (x: string) => `/consults/${id}/files/${x}`, (x: string) => `/consults/${id}/papers/${x}`, (x: string) => `/conferences/${x}`, (x: string) => `/conferences/${x}/room`, (x: string) => `/texts/vi/${x}`, (x: string) => `/texts/${x}/shell`,
    (x: string) => `/sign-in?next=${x}`, (x: string) => `/${x}`, (x: string) => `/consults/${id}?_routes=${x}`, (x: string) => `/consults/${id}.data?_routes=${x}`,
  ]
  for (const shape of shapes) for (const x of bad) await calm(() => read(doctor, shape(x)), shape(x.slice(0, 50)))
  // The public page is limited to 60 questions at once, so it gets few.
  for (const x of bad.slice(0, 4)) await calm(() => read(doctor, `/check/${x}`), `/check/${x}`)
  for (const cookie of ['language=__proto__', 'language=%FF; theme=%FF', 'flash=%7B%7D; language="x', '__Host-phien=%00; __Host-browser=\u00ff', 'a'.repeat(4_000)]) {
    await calm(() => other.request.fetch(`${appUrl()}/sign-in`, { headers: { cookie: Buffer.from(cookie).toString('latin1') }, maxRedirects: 0 }), cookie.slice(0, 40))
  }
})

test('a request that cannot be sent says why at each field and keeps what was typed', async () => {
  const { doctor } = people
  const id = await draft(doctor)
  const good = await aRequest(doctor, id)
  const send = (changes: Record<string, string | string[]>) => act(doctor, `/consults/${id}/compose`, { ...good, ...changes })
  const situation = String(good.situation)
  await refused(await send({ ageValue: '212' }), 'Tuổi không hợp lý với đơn vị đã chọn: tối đa 130', situation)
  await refused(await send({ ageValue: '-3' }), 'Vui lòng ghi tuổi bằng số nguyên', '-3')
  await refused(await send({ ageValue: '6,5' }), 'Vui lòng ghi tuổi bằng số nguyên', '6,5')
  await refused(await send({ admittedOn: '2099-01-01' }), 'Ngày này chưa đến', situation)
  await refused(await send({ admittedOn: '2026-02-30' }), 'Ngày không hợp lệ', situation)
  await refused(await send({ level: 'redAlert' }), 'Báo động đỏ gửi bằng nút riêng', situation)
  await refused(await send({ level: 'nonsense' }), 'Vui lòng chọn mức độ khẩn', situation)
  await refused(await send({ supportingId: randomUUID() }), /Vui lòng chọn/, situation)
  await refused(await send({ specialtyCode: 'nonsense' }), /Vui lòng chọn/, situation)
  await refused(await send({ patientName: '', unidentified: '' }), 'Vui lòng ghi họ tên người bệnh', situation)
  await refused(await send({ dataBasis: 'consent', basisRelation: 'spouse', basisPerson: '' }), 'Vui lòng ghi họ tên người đồng ý', situation)
  await refused(await send({ questions: ['', ''] }), 'Vui lòng ghi ít nhất một câu hỏi', situation)
  const long = 'ộ'.repeat(25_000)
  await refused(await send({ situation: long }), 'Nội dung quá dài: tối đa 20000 ký tự', long)
  await refused(await send({ situation: `${situation}\0` }), 'Nội dung có ký tự không đọc được')
  await refused(await send({ version: '99999999999' }), /Vui lòng|Nội dung/, situation)
  // In English where the reader chose it.
  await doctor.request.post(`${appUrl()}/language`, { form: { language: 'en' }, maxRedirects: 0, headers: { origin: appUrl(), 'sec-fetch-site': 'same-origin' } })
  await refused(await send({ admittedOn: '2099-01-01' }), 'This day has not come yet', situation)
  await doctor.request.post(`${appUrl()}/language`, { form: { language: 'vi' }, maxRedirects: 0, headers: { origin: appUrl(), 'sec-fetch-site': 'same-origin' } })
  expect((await send({})).status()).toBe(302)
  await refused(await act(doctor, `/consults/${id}`, { intent: 'withdraw', note: '   ' }), 'Vui lòng ghi lý do')
})

test('100,000 characters come back with a message; more than the limit is refused before it is read', async () => {
  const { doctor } = people
  const id = await draft(doctor)
  const long = 'a'.repeat(100_000)
  await refused(await act(doctor, `/consults/${id}/compose`, { ...(await aRequest(doctor, id)), situation: long }), 'Nội dung quá dài', long)
  const huge = await act(doctor, `/consults/${await sent(people)}`, { intent: 'withdraw', note: 'a'.repeat(300_000) })
  expect(huge.status()).toBe(413)
  expect(await textOf(huge)).toContain('Nội dung gửi lên quá lớn')
})

test('pressed twice, done once', async () => {
  const { doctor, coordinator } = people
  const commandId = randomUUID()
  const [first, second] = await Promise.all([act(doctor, '/consults/new', { commandId }), act(doctor, '/consults/new', { commandId })])
  expect(second?.headers().location).toBe(first?.headers().location)
  const id = await draft(doctor)
  const request = { ...(await aRequest(doctor, id)), commandId: randomUUID() }
  for (const answer of await Promise.all([1, 2, 3].map(() => act(doctor, `/consults/${id}/compose`, request)))) expect(answer.headers().location).toBe(`/consults/${id}`)
  await act(coordinator, `/consults/${id}`, { intent: 'accept', commandId })
  const under = await followed(people)
  const note = `Ghi một lần ${randomUUID()}`
  const follow = { intent: 'followUp', condition: 'same', note, commandId: randomUUID() }
  for (const answer of await Promise.all([1, 2, 3].map(() => act(doctor, `/consults/${under}`, follow)))) expect(answer.status()).toBe(302)
  const text = await textOf(await read(doctor, `/consults/${under}`))
  expect(text.split(note)).toHaveLength(2)
})

test('two people decide at once: one does, the other is told', async () => {
  const { coordinator, doctor } = people
  const id = await sent(people)
  const both = await Promise.all([act(coordinator, `/consults/${id}`, { intent: 'accept' }), act(coordinator, `/consults/${id}`, { intent: 'decline', note: 'Không có chuyên gia trực' }), act(doctor, `/consults/${id}`, { intent: 'withdraw', note: 'Người bệnh đã chuyển viện' })])
  const told = both.filter((answer) => answer.status() === 422)
  // Accepting before withdrawing is two decisions in order; never may decline and accept both succeed.
  expect(both.slice(0, 2).filter((answer) => answer.status() === 302).length).toBeLessThanOrEqual(1)
  for (const answer of told) expect(await textOf(answer)).toMatch(/Một người khác vừa xử lý ca này|Việc này không thực hiện được/)
  expect(told.length).toBeGreaterThan(0)
})

test('an old tab is told; both texts are kept', async () => {
  const { doctor, specialist } = people
  const id = await draft(doctor)
  const good = await aRequest(doctor, id)
  expect((await act(doctor, `/consults/${id}/compose`, { ...good, intent: 'save', situation: 'Bản của thẻ thứ nhất' })).status()).toBe(302)
  const stale = await act(doctor, `/consults/${id}/compose`, { ...good, intent: 'save', situation: 'Bản của thẻ thứ hai' })
  await refused(stale, 'Nội dung này vừa được lưu ở một trang khác', 'Bản của thẻ thứ hai')
  expect(await textOf(stale)).toContain('Bản của thẻ thứ nhất')
  await refused(await act(doctor, `/consults/${id}/compose`, { ...good, version: '1', membershipId: randomUUID() }), 'Trang này được mở khi Quý vị làm việc ở đơn vị khác', String(good.situation))
  const told = await answered(people)
  await refused(await act(doctor, `/consults/${told}`, { intent: 'decide', answerId: randomUUID(), kind: 'not', reason: 'Lý do gõ dở' }), 'Ý kiến vừa có bản mới', 'Lý do gõ dở')
  await refused(await act(specialist, `/consults/${told}/answer`, anAnswer({ general: 'Nhận xét gõ dở' })), /Việc này không thực hiện được|Một người khác|Nội dung này/, 'Nhận xét gõ dở')
})

test('ids of others open nothing', async ({ browser }) => {
  const { doctor, coordinator } = people
  // Not the one of the roster, who may: on a day off duty receives.
  const specialist = await browserOf(browser, 'thirdSpecialist')
  const [mine, another] = [await sent(people), await answered(people)]
  const tried: Array<[string, Page, string, Record<string, string | string[]>]> = [
    ['another hospital withdraws', other, `/consults/${mine}`, { intent: 'withdraw', note: 'không phải của tôi' }],
    ['another hospital decides', other, `/consults/${another}`, { intent: 'decide', answerId: await answerOf(doctor, another), kind: 'apply', reason: '' }],
    ['a specialist who was not asked accepts', specialist, `/consults/${mine}`, { intent: 'accept' }],
    ['the asking doctor accepts', doctor, `/consults/${mine}`, { intent: 'accept' }],
    ['a coordinator answers', coordinator, `/consults/${mine}/answer`, anAnswer()],
    ['the asking doctor answers', doctor, `/consults/${another}/answer`, anAnswer()],
    ['a notice of nobody', other, '/inbox', { intent: 'open', noticeId: randomUUID() }],
  ]
  for (const [what, at, path, fields] of tried) {
    const answer = await act(at, path, fields)
    // A wrong password is noticed first; the page is the one of what is not there all the same.
    expect([404, 422], what).toContain(answer.status())
    expect(await textOf(answer), what).toContain('Không tìm thấy trang này')
  }
  await act(coordinator, `/consults/${mine}`, { intent: 'accept' })
  for (const specialistId of [randomUUID(), 'x', '']) expect([404, 422]).toContain((await calm(() => act(coordinator, `/consults/${mine}`, { intent: 'assign', specialistId }), 'assign')).status())
  const empty = await draft(doctor)
  const told = await calm(() => act(doctor, `/consults/${empty}/compose`, { intent: `removeFile.${randomUUID()}`, version: '0' }), 'a file of nobody')
  expect([302, 404, 422]).toContain(told.status())
})
