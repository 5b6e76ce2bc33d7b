import { expect, test, type Page } from '@playwright/test'
import { ownApp } from '../support/own-app'
import { sent } from '../support/by-post'
import { appUrl, browserOf, post } from '../support/journey'
import { aBrowserAt, opened, startPushReceiver } from '../support/push-receiver'
import { accepted, startSmsGateway } from '../support/sms-gateway'

let sms: Awaited<ReturnType<typeof startSmsGateway>>
let push: Awaited<ReturnType<typeof startPushReceiver>>

ownApp(test, async () => {
  sms = await startSmsGateway()
  push = await startPushReceiver()
  return { SMS_URL: sms.url, SMS_BODY: '{"to":"{to}","text":"{text}"}', SMS_OK: accepted, PUSH_HOSTS: push.host }
})
test.afterAll(() => Promise.all([sms.stop(), push.stop()]))

const emergency = { level: 'emergency', dataBasis: 'emergency', basisReason: 'Người bệnh hôn mê, không có người nhà' }
/** The code on the record's page, as its doctor sees it. */
const codeOf = async (page: Page, id: string) => /HC-[A-Z]+-\d\d-\d{6}/.exec(await (await page.request.get(`${appUrl()}/consults/${id}`)).text())?.[0] ?? ''
const bar = (page: Page) => page.getByRole('alert', { name: 'Thông báo khẩn đang đổ chuông' })

test('an emergency reaches the coordinator: every open page rings, the telephone gets a message, the browser is woken; “Đã nhận” silences all', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const coordinator = await browserOf(browser, 'coordinator')
  const mine = aBrowserAt(push.host)
  const { endpoint, p256dh, auth } = mine
  expect((await post(coordinator.request, '/push', { intent: 'subscribe', endpoint, p256dh, auth })).status()).toBe(302)
  const second = await coordinator.context().newPage()
  await second.goto(`${appUrl()}/consults`)
  await expect(bar(coordinator)).toHaveCount(0)

  const id = await sent({ doctor }, emergency)
  for (const page of [coordinator, second]) await expect(bar(page)).toContainText('Cấp cứu')
  const code = await codeOf(doctor, id)
  await expect(bar(second)).toContainText(code)
  await expect.poll(() => coordinator.title()).toContain('(!) Cấp cứu')
  await expect.poll(() => sms.received.filter(({ to, text }) => to === '+84900000201' && text.includes(code)).length).toBe(1)
  await expect.poll(() => push.received.map(({ body }) => opened(mine, body))).toEqual([{ code, level: 'emergency', link: `/consults/${id}`, count: 1 }])

  await doctor.goto(`${appUrl()}/consults/${id}`)
  await expect(doctor.getByText('Chưa có ai bấm “Đã nhận”.')).toBeVisible()
  await bar(second).getByRole('button', { name: 'Đã nhận', exact: true }).click()
  for (const page of [coordinator, second]) await expect(bar(page)).toHaveCount(0)
  await expect(coordinator).toHaveTitle(/^[^(]/)
  await expect(doctor.getByText(/ThS\.BS Vũ Minh Nguyệt đã nhận lúc \d\d:\d\d/)).toBeVisible()
  await expect(doctor.getByRole('region', { name: 'Diễn biến' }).or(doctor.locator('#dien-bien'))).toContainText('Đã nhận thông báo')
})

test('a call is recorded beside the telephone number and stands on the timeline for both sides', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const coordinator = await browserOf(browser, 'coordinator')
  const id = await sent({ doctor }, emergency)
  await doctor.goto(`${appUrl()}/consults/${id}`)
  const section = doctor.locator('#goi-dien')
  await expect(section.getByRole('link', { name: /Gọi/ }).last()).toHaveAttribute('href', /^tel:\+?\d+$/)
  await section.getByRole('button', { name: 'Ghi cuộc gọi' }).click()
  const dialog = doctor.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Lưu cuộc gọi' }).click()
  await expect(dialog.getByText('Vui lòng chọn kết quả cuộc gọi.').first()).toBeVisible()
  await dialog.getByLabel('Số đã gọi').fill('024 3733 1234')
  await dialog.getByLabel('Không nghe máy').check()
  await dialog.getByRole('button', { name: 'Lưu cuộc gọi' }).click()
  await expect(doctor.locator('#dien-bien')).toContainText('Đã gọi 024 3733 1234: không nghe máy')
  await coordinator.goto(`${appUrl()}/consults/${id}`)
  await expect(coordinator.locator('#dien-bien')).toContainText('Đã gọi 024 3733 1234: không nghe máy')
})

test('where the browser refuses notifications the page says so, and what else reaches one; choices are kept', async ({ browser }) => {
  const specialist = await browserOf(browser, 'specialist', { permissions: [] })
  await specialist.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }))
  await specialist.goto(`${appUrl()}/account/reach`)
  await expect(specialist.getByText(/đang chặn thông báo từ Chị–Em/)).toBeVisible()
  await expect(specialist.getByText(/vẫn được báo qua: chuông trên trang đang mở, tin nhắn SMS/)).toBeVisible()
  await specialist.getByLabel('Từ').fill('22:15')
  await specialist.getByLabel(/Thư điện tử/).uncheck()
  await specialist.getByRole('button', { name: 'Lưu lựa chọn' }).click()
  await expect(specialist.getByText('Đã lưu cách nhận thông báo.')).toBeVisible()
  await specialist.reload()
  await expect(specialist.getByLabel('Từ')).toHaveValue('22:15')
  await expect(specialist.getByLabel(/Thư điện tử/)).not.toBeChecked()
})
