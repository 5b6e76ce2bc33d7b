import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { act, optionIn, read, sent, thePeople, type People } from '../support/by-post'
import { browserOf } from '../support/journey'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

/** What the first journey leaves for the second one. */
const led = { room: '', code: '' }
test.describe.configure({ mode: 'serial' })
const names = ['Phùng Văn Định', 'Nguyễn Thị Thược'] as const

/** The value of a box that can be ticked, by the words after it. */
function boxIn(html: string, name: string, words: string): string {
  const found = [...html.matchAll(/(<input[^>]*>)([^<]*(?:<(?!input)[^<]*){0,6})/g)].find(([, input = '', after = '']) => input.includes(`name="${name}"`) && after.includes(words))
  const [, value] = /value="([0-9a-f-]{36})"/.exec(found?.[1] ?? '') ?? []
  if (!value) throw new Error(`No box “${words}”`)
  return value
}

/** Two consults of a district, and one conference about both that has begun; a doctor of another hospital looks on. */
async function aConference(people: People): Promise<{ room: string; codes: string[] }> {
  const { coordinator } = people
  const ids: string[] = []
  for (const patientName of names) {
    const id = await sent(people, { patientName })
    expect((await act(coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)
    ids.push(id)
  }
  const address = `/consults/${ids[0]}/conference`
  const partner = boxIn(await (await read(coordinator, address)).text(), 'watchingIds', 'TTYT Ba Vì')
  const shown = await act(coordinator, address, { intent: 'watch', when: 'now', minutes: '60', consultIds: ids, lengths: ['30', '30'], watchingIds: [partner] })
  const answer = await act(coordinator, address, {
    intent: 'arrange', when: 'now', startsAt: '', minutes: '60', consultIds: ids, lengths: ['30', '30'],
    chairId: await optionIn(coordinator, address, 'Hà Quang Tuyển'), scribeId: await optionIn(coordinator, address, 'Vũ Minh Nguyệt'), watchingIds: [partner], observerIds: [boxIn(await shown.text(), 'observerIds', 'Chu Thị Hạnh')],
  })
  const [, conferenceId] = /\/conferences\/([0-9a-f-]{36})/.exec(answer.headers().location ?? '') ?? []
  if (!conferenceId) throw new Error(`No conference: ${answer.status()} ${(await answer.text()).replace(/<[^>]+>/g, ' ').slice(0, 3_000)}`)
  const codes = await Promise.all(ids.map(async (id) => /HC-[A-Z]+-\d+-\d+/.exec(await (await read(coordinator, `/consults/${id}`)).text())?.[0] ?? ''))
  return { room: `/conferences/${conferenceId}/room`, codes }
}

const caseOf = (at: Page, code: string) => at.getByRole('list', { name: 'Các ca của phiên' }).getByRole('listitem').filter({ hasText: code })

test('chair, district doctor and an observer of another hospital: two consults, a poll, dissent, hands', async ({ browser }) => {
  test.setTimeout(180_000)
  const people = await thePeople(browser, { viewport: { width: 1440, height: 900 } })
  const { doctor, specialist: chair } = people
  const observer = await browserOf(browser, 'otherDoctor', { viewport: { width: 1440, height: 900 } })
  const { room, codes: [first = '', second = ''] } = await aConference(people)
  for (const person of [chair, doctor, observer]) {
    await person.goto(room)
    await expect(person.getByText('Đã kết nối').first()).toBeVisible()
  }

  // The observer's page and data name nobody.
  for (const answer of [await read(observer, room), await observer.request.get(`${room}.data`)]) {
    const text = await answer.text()
    expect(answer.ok()).toBe(true)
    for (const name of names) expect(text).not.toContain(name)
    expect(text).toContain(first)
  }
  await expect(observer.getByText('Bản không định danh').first()).toBeVisible()
  await expect(doctor.getByText('Bản không định danh')).toHaveCount(0)

  // The second consult comes on stage before the first one; everybody follows.
  await caseOf(chair, second).getByRole('button', { name: /Đưa lên hội chẩn/ }).click()
  for (const person of [doctor, observer]) await expect(caseOf(person, second).getByText('Trình bày ca bệnh')).toBeVisible()
  await expect(observer.getByRole('heading', { level: 1 })).toContainText(second)
  await caseOf(doctor, first).getByRole('button', { name: /Xem ca này/ }).click()
  await expect(doctor.getByText(`Đang xem ca khác: ${first}.`)).toBeVisible()
  await doctor.getByRole('button', { name: 'Về ca đang hội chẩn' }).click()
  await expect(doctor.getByText('Đang xem ca khác')).toHaveCount(0)
  await chair.getByRole('button', { name: 'Câu tiếp theo' }).click()
  await expect(doctor.locator('.qs [aria-current]')).toContainText('tiêu sợi huyết')

  // All are asked; the district doctor differs; the observer is not asked.
  await chair.getByRole('button', { name: /Xin ý kiến mọi người câu 1/ }).click()
  const poll = doctor.getByRole('region', { name: /xin ý kiến/ })
  await poll.getByRole('radio', { name: 'Ý kiến khác' }).check()
  await poll.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect(poll).toBeVisible()
  await poll.getByLabel('Ý kiến khác là').fill('Chụp lại trước khi tiêu sợi huyết')
  await poll.getByRole('button', { name: 'Gửi ý kiến' }).click()
  await expect(poll).toHaveCount(0)
  await expect(observer.getByRole('region', { name: /xin ý kiến/ })).toHaveCount(0)
  await expect(observer.getByText('Nêu ý kiến')).toHaveCount(0)
  for (const person of [chair, observer]) {
    await expect(person.locator('.differs')).toContainText('Khuất Thị Mai')
    await expect(person.locator('.differs')).toContainText('Chụp lại trước khi tiêu sợi huyết')
  }
  await expect(chair.getByText('Gợi ý theo các ý kiến: Chưa thống nhất.')).toBeVisible()

  // Hands: the observer asks to speak and is asked to.
  await observer.getByRole('button', { name: /Xin phát biểu/ }).click()
  await chair.getByRole('button', { name: /Mời phát biểu Chu Thị Hạnh/ }).click()
  for (const person of [doctor, observer]) await expect(person.getByText('Đang phát biểu: Chu Thị Hạnh')).toBeVisible()

  // Somebody needs help; the chair takes care of it.
  await doctor.getByLabel('Cần hỗ trợ việc gì').fill('Không nghe thấy tiếng')
  await doctor.getByRole('button', { name: 'Gọi hỗ trợ kỹ thuật' }).click()
  await expect(chair.getByText('Không nghe thấy tiếng')).toBeVisible()
  await chair.getByRole('button', { name: 'Tôi hỗ trợ' }).click()
  await expect(doctor.getByText('Hà Quang Tuyển đang hỗ trợ Quý vị.')).toBeVisible()

  for (const person of [chair, doctor, observer]) {
    expect((await new AxeBuilder({ page: person }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }

  // Done; the next one is suggested, and put off to a later conference instead, without leaving the room.
  await chair.getByRole('button', { name: 'Xong ca này' }).click()
  await expect(chair.getByRole('button', { name: `Ca tiếp theo: ${first}` })).toBeVisible()
  await doctor.getByRole('textbox', { name: 'Nội dung trao đổi' }).or(doctor.locator('#chat-text')).first().fill('còn đang gõ')
  await caseOf(chair, first).getByRole('button', { name: 'Hoãn sang phiên khác' }).click()
  const dialog = chair.getByRole('dialog', { name: `Hoãn ca ${first}` })
  await dialog.getByLabel('Lý do').fill('Chờ kết quả chụp mạch')
  await dialog.getByRole('button', { name: 'Hoãn', exact: true }).click()
  await expect(caseOf(chair, first)).toHaveCount(0)
  for (const person of [doctor, observer]) await expect(caseOf(person, first)).toHaveCount(0)
  await expect(doctor.locator('#chat-text')).toHaveValue('còn đang gõ')
  Object.assign(led, { room, code: second })
})

test('the room is led by keys alone', async ({ browser }) => {
  test.setTimeout(90_000)
  const chair = await browserOf(browser, 'specialist', { viewport: { width: 1440, height: 900 } })
  await chair.goto(led.room)
  await expect(chair.getByText('Đã kết nối').first()).toBeVisible()
  const press = async (name: RegExp, key = 'Enter') => {
    await chair.getByRole('button', { name }).first().focus()
    await chair.keyboard.press(key)
  }
  const line = caseOf(chair, led.code)
  await press(/Hội chẩn lại/)
  await expect(line).toHaveAttribute('aria-current', 'true')
  await press(/Câu tiếp theo/)
  await expect(chair.locator('.qs [aria-current]')).toHaveCount(1)
  const summary = chair.locator('.opinions summary').first()
  await summary.focus()
  await chair.keyboard.press('Enter')
  await chair.getByRole('radio', { name: 'Đồng ý' }).first().focus()
  await chair.keyboard.press('ArrowDown')
  await expect(chair.getByRole('radio', { name: 'Bổ sung' }).first()).toBeChecked()
  await press(/^(Gửi|Sửa) ý kiến/)
  await expect(chair.locator('.opinions').first()).toContainText('Bổ sung: 1')
  await press(/Xong ca này/, 'Space')
  await expect(line).not.toHaveAttribute('aria-current', 'true')
})
