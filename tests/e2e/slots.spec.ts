import { expect, test, type Page } from '@playwright/test'
import { dayOf } from '~/platform/dates'
import { act, assigned, optionIn, read, sent, textOf, thePeople } from '../support/by-post'
import { clockAt, nextAt } from '../support/hour'
import { browserOf } from '../support/journey'
import { ownApp } from '../support/own-app'

/** A Monday at eight: hours of the week are told by weekday. */
const monday = (() => {
  let at = nextAt(8, { working: true })
  while (new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay() !== 1) at = nextAt(8, { working: true, after: at })
  return at
})()
// Of its own, since nobody can be in two conferences at a time.
ownApp(test, () => Promise.resolve(clockAt(monday)))

const today = dayOf(monday)
const chairLabel = 'TS.BS Hà Quang Tuyển (BVĐK Xanh Pôn)'
const scribeLabel = 'ThS.BS Vũ Minh Nguyệt (BVĐK Xanh Pôn)'

async function chooses(page: Page): Promise<void> {
  await page.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: chairLabel })
  await page.getByLabel('Thư ký').selectOption({ label: scribeLabel })
}

test('hours, an absence and a room are kept; the first time all can is proposed, taken over and booked', async ({ browser }) => {
  const people = await thePeople(browser)
  const specialist = people.specialist
  await specialist.goto('/duty')
  await specialist.getByRole('link', { name: 'Giờ dự hội chẩn, vắng mặt' }).click()
  await specialist.getByRole('radio', { name: /Theo giờ riêng/ }).check()
  await specialist.getByLabel(/thứ Hai/).fill('chiều')
  await specialist.getByRole('button', { name: 'Lưu giờ' }).click()
  await expect(specialist.locator('.errors')).toContainText('Vui lòng ghi giờ như 07:30–11:30')
  await specialist.getByLabel(/thứ Hai/).fill('13h30-16h30')
  await specialist.getByRole('button', { name: 'Lưu giờ' }).click()
  await expect(specialist.getByLabel(/thứ Hai/)).toHaveValue('13:30–16:30')
  await specialist.getByLabel('Từ', { exact: true }).fill(`${today}T13:00`)
  await specialist.getByLabel('Đến', { exact: true }).fill(`${today}T14:00`)
  await specialist.getByRole('button', { name: 'Ghi khoảng này' }).click()
  await expect(specialist.getByRole('listitem').filter({ hasText: '13:00 – 14:00' })).toContainText('Vắng mặt')

  const coordinator = people.coordinator
  await coordinator.goto('/settings')
  await coordinator.getByLabel('Tên phòng').fill('Phòng hội chẩn 2')
  await coordinator.getByRole('button', { name: 'Thêm phòng' }).click()
  await expect(coordinator.getByRole('heading', { name: 'Phòng hội chẩn 2' })).toBeVisible()

  const id = await assigned(people)
  await coordinator.goto(`/consults/${id}/conference`)
  await chooses(coordinator)
  await coordinator.getByRole('checkbox', { name: /Phòng hội chẩn 2/ }).check()
  await coordinator.getByRole('button', { name: 'Đề xuất giờ' }).click()
  const slots = coordinator.locator('#slots')
  await expect(slots.getByRole('listitem').first()).toContainText('14:00–14:45')
  await expect(slots).toContainText(/TS\.BS Hà Quang Tuyển: vắng mặt đến 14:00/)
  await slots.getByRole('button', { name: /Chọn giờ này 14:00–14:45/ }).click()
  await expect(coordinator.getByLabel('Bắt đầu lúc')).toHaveValue(`${today}T14:00`)
  await expect(coordinator.getByRole('radio', { name: 'Vào giờ khác' })).toBeChecked()
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}$/)
  await expect(coordinator.getByText('14:00–14:45').first()).toBeVisible()
  await expect(coordinator.getByText(/Phòng hội chẩn 2 \(Bệnh viện Đa khoa Xanh Pôn\)/)).toBeVisible()

  // Who comes second is told who is taken, and has the next times at once.
  const second = await assigned(people)
  await coordinator.goto(`/consults/${second}/conference`)
  await expect(coordinator.getByLabel('Chủ tọa', { exact: true }).getByRole('option', { name: /Hà Quang Tuyển.*14:00–14:45/ })).toBeAttached()
  const address = `/consults/${second}/conference`
  const fields = { intent: 'arrange', when: 'later', startsAt: `${today}T14:30`, minutes: '45', chairId: await optionIn(coordinator, address, 'Hà Quang Tuyển'), scribeId: await optionIn(coordinator, address, 'Vũ Minh Nguyệt') }
  const answer = await act(coordinator, address, fields)
  expect(answer.status()).toBe(422)
  const words = await textOf(answer)
  expect(words).toMatch(/(Hà Quang Tuyển|Vũ Minh Nguyệt|Khuất Thị Mai) đã có lịch hội chẩn khác trùng giờ này/)
  expect(words).toContain('TS.BS Hà Quang Tuyển: đã có phiên hội chẩn đến 14:45')
  expect(words).toMatch(/15:00–15:45/)
})

test('the same without JavaScript on a phone, with the chair proposed', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await sent(people, { specialtyCode: 'hoi-suc-cap-cuu' })
  expect((await act(people.coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)
  const phone = await browserOf(browser, 'coordinator', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await phone.goto(`/consults/${id}/conference`)
  // By name: what stands beside it says when she is taken.
  await phone.getByLabel('Thư ký').selectOption(await optionIn(people.coordinator, `/consults/${id}/conference`, 'Vũ Minh Nguyệt'))
  await phone.getByLabel('Thời lượng (phút)').fill('30')
  await phone.getByRole('button', { name: 'Đề xuất giờ' }).click()
  // The one of the consult's specialty, whoever else could chair.
  await expect(phone.locator('#slots').getByText(/Chủ tọa: BSCKII Tạ Thị Bích Liên/).first()).toBeVisible()
  await phone.locator('#slots').getByRole('button', { name: /Chọn giờ này/ }).nth(1).click()
  await expect(phone.getByLabel('Thời lượng (phút)')).toHaveValue('30')
  await expect(phone.getByLabel('Chủ tọa', { exact: true }).locator('option:checked')).toHaveText(/Tạ Thị Bích Liên/)
  const time = await phone.getByLabel('Bắt đầu lúc').inputValue()
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  await phone.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(phone).toHaveURL(/\/conferences\/[0-9a-f-]{36}$/)
  await expect(phone.getByText(time.slice(11)).first()).toBeVisible()
})

test('what cannot be a time or a length is said, and what was chosen stays', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await assigned(people)
  const address = `/consults/${id}/conference`
  const scribeId = await optionIn(people.coordinator, address, 'Vũ Minh Nguyệt')
  for (const minutes of ['0', '100000', 'lâu']) {
    const answer = await act(people.coordinator, address, { intent: 'suggest', minutes, scribeId, chairId: '', startsAt: '' })
    expect(answer.status(), minutes).toBe(422)
    expect(await textOf(answer)).toContain('Thời lượng từ 15 đến 240 phút')
  }
  for (const startsAt of ['9999-12-31T23:59', '2026-02-30T10:00', 'mai']) expect((await act(people.coordinator, address, { intent: 'suggest', minutes: '45', scribeId, chairId: '', startsAt, when: 'later' })).status(), startsAt).toBe(200)
  expect((await act(people.coordinator, address, { intent: 'take 2026-11-04T13:30 not-an-id', minutes: '45' })).status()).toBe(404)
  expect((await act(people.doctor, address, { intent: 'suggest', minutes: '45' })).status()).toBe(404)
  // A conference may end after midnight.
  const chairId = await optionIn(people.coordinator, address, 'Đinh Công Thắng')
  const late = await act(people.coordinator, address, { intent: 'arrange', when: 'later', startsAt: `${today}T23:30`, minutes: '45', chairId, scribeId })
  expect(late.status()).toBe(302)
  expect(await textOf(await read(people.coordinator, late.headers().location ?? ''))).toContain('23:30–00:15')
})
