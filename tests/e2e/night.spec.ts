import { expect, test, type Page } from '@playwright/test'
import { ownApp } from '../support/own-app'
import { read, textOf } from '../support/by-post'
import { clockAt, nextAt } from '../support/hour'
import { accountOf, browserOf, post } from '../support/journey'
import { aBrowserAt, opened, startPushReceiver } from '../support/push-receiver'
import { accepted, startSmsGateway } from '../support/sms-gateway'
import { thumbs } from '../support/thumbs'
import { dayOf } from '~/platform/dates'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, userAgent: 'Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36' }
const patient = 'Lò Thị Sen'
const advice = 'Giữ lại, thêm vasopressin 0,03 đơn vị/phút, cấy máu rồi meropenem 1 g ngay.'

const night = nextAt(2)
const morning = nextAt(7, { after: night })
const weekLater = new Date(morning.getTime() + 8 * 24 * 60 * 60_000)

let sms: Awaited<ReturnType<typeof startSmsGateway>>
let push: Awaited<ReturnType<typeof startPushReceiver>>

const app = ownApp(test, async () => {
  sms = await startSmsGateway()
  push = await startPushReceiver()
  return { ...clockAt(night), SMS_URL: sms.url, SMS_BODY: '{"to":"{to}","text":"{text}"}', SMS_OK: accepted, PUSH_HOSTS: push.host }
})
test.afterAll(() => Promise.all([sms.stop(), push.stop()]))

/** The server goes away without finishing anything and is there again at another hour, with the same data. */
async function later(moment: Date): Promise<void> {
  await app().kill()
  await app().restart(clockAt(moment))
}

/** Eight things on one screen, each tap and field counted; the consult's address. */
async function sendSepsis(doctor: Page): Promise<string> {
  const counted = thumbs()
  await counted.tap(doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first())
  await expect(doctor.getByRole('heading', { level: 1, name: 'Đề nghị hội chẩn từ xa' })).toBeVisible()
  await counted.tap(doctor.getByRole('radio', { name: /Cấp cứu/ }))
  await counted.choose(doctor.getByLabel('Chuyên khoa'), 'Hồi sức cấp cứu')
  await counted.write(doctor.getByLabel('Họ và tên người bệnh'), patient)
  await counted.tap(doctor.getByRole('radio', { name: 'Nữ' }))
  await counted.write(doctor.getByLabel('Tuổi', { exact: true }), '1958')
  await counted.write(doctor.getByLabel(/Diễn biến, khám/), 'Sốt 3 ngày, HA 80/50, mạch 130, SpO2 90%. Đã truyền 2 lít dịch, noradrenalin 0,2 µg/kg/phút. Lactat 5,2.')
  await counted.write(doctor.getByRole('textbox', { name: 'Câu 1' }), 'Thêm thuốc vận mạch nào, có chuyển ngay không?')
  await counted.tap(doctor.getByRole('radio', { name: /cấp bách/ }))
  await counted.write(doctor.getByLabel('Lý do chưa xin được đồng ý'), 'Người bệnh lơ mơ, chưa có người nhà')
  await counted.tap(doctor.getByRole('button', { name: 'Gửi đề nghị' }))
  await expect(doctor).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
  expect(counted.count).toBeLessThanOrEqual(12)
  return new URL(doctor.url()).pathname
}

test('a sepsis at 02:00: sent in 12 taps, the duty woken by push and message answers from a phone, handed over at 07:00, referred, the outcome comes back', async ({ browser }) => {
  // Five people, three starts and a whole course: a minute of work, more on a machine with other work.
  test.slow()
  const mine = aBrowserAt(push.host)
  const duty = await browserOf(browser, 'secondSpecialist', phone)
  expect((await post(duty.request, '/push', { intent: 'subscribe', endpoint: mine.endpoint, p256dh: mine.p256dh, auth: mine.auth })).status()).toBe(302)
  // The phone lies on the table with no page open.
  await duty.goto('about:blank')
  const doctor = await browserOf(browser, 'doctor', phone)

  const address = await sendSepsis(doctor)
  const code = /HC-[A-Z]+-\d\d-\d{6}/.exec(await textOf(await read(doctor, address)))?.[0] ?? ''
  expect(code).not.toBe('')
  const texts = () => sms.received.filter(({ to, text }) => to === '+84900000203' && text.includes(code)).map(({ text }) => text)
  await expect.poll(() => texts().length).toBe(1)
  // Plain letters, so that it is one message: code and level, nothing of the patient.
  expect(texts()[0]).toMatch(/^Chi-Em \[Cap cuu\] HC-BV-\d\d-\d{6}: [^0-9]*http\S+$/)
  for (const { text } of sms.received) expect(text).not.toMatch(/l[oò] th[iị]|\bsen\b|s[oố]t\b|lactat/i)
  await expect.poll(() => push.received.map(({ body }) => opened(mine, body))).toEqual([{ code, level: 'emergency', link: `${address}/reply?from=notice`, count: 1 }])

  // The notice opens what matters on one screen; identity comes with taking it on.
  const { link } = opened(mine, push.received[0]?.body ?? Buffer.alloc(0)) as { link: string }
  await duty.goto(link)
  await expect(duty.getByText('HA 80/50').first()).toBeVisible()
  await expect(duty.getByText(patient)).toHaveCount(0)
  await duty.getByRole('button', { name: 'Nhận ca', exact: true }).tap()
  await expect(duty.getByText(patient).first()).toBeVisible()
  await expect(doctor.getByText('Chờ ý kiến chuyên gia').first()).toBeVisible()
  await duty.getByText('Giữ lại điều trị').tap()
  await duty.getByLabel('Ý kiến của Quý vị').fill(advice)
  await duty.getByLabel('Mật khẩu của Quý vị').fill(accountOf('secondSpecialist').password)
  await duty.getByRole('button', { name: 'Gửi trả lời' }).tap()
  await expect(duty).toHaveURL(new RegExp(`${address}$`))

  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()
  await expect(doctor.getByText(advice).first()).toBeVisible()
  await doctor.getByRole('radio', { name: 'Áp dụng', exact: true }).tap()
  await doctor.getByRole('button', { name: 'Ghi quyết định' }).tap()
  await expect(doctor.getByText('Đang theo dõi').first()).toBeVisible()

  await later(morning)
  const leaving = await browserOf(browser, 'doctor', phone)
  await leaving.goto('/duty/handover')
  const next = leaving.getByLabel('Bàn giao cho')
  await next.selectOption({ value: (await next.getByRole('option', { name: /Bùi Văn Đức/ }).getAttribute('value')) ?? '' })
  await leaving.getByLabel(`Nội dung bàn giao ${code}`).fill('Đang noradrenalin 0,3, chờ cấy máu.')
  await leaving.getByRole('button', { name: 'Bàn giao các ca đã chọn' }).tap()
  await expect(leaving.getByText('Không có ca nào đang mở để bàn giao')).toBeVisible()

  const coordinator = await browserOf(browser, 'coordinator')
  await expect(coordinator.getByRole('heading', { name: 'Đêm qua trực đã nhận' })).toBeVisible()
  await expect(coordinator.getByRole('link', { name: new RegExp(`${code}: BSCKII Tạ Thị Bích Liên nhận lúc 02:\\d\\d`) })).toBeVisible()

  const second = await browserOf(browser, 'secondDoctor')
  await second.goto(address)
  await expect(second.getByText('Đang noradrenalin 0,3, chờ cấy máu.').first()).toBeVisible()
  await second.getByLabel(/Diễn biến, một dòng/).fill('Huyết áp 70/40 dù hai thuốc vận mạch, vô niệu.')
  await second.getByRole('button', { name: 'Xấu hơn', exact: true }).click()
  await expect(second.locator('#theo-doi').getByText('vô niệu', { exact: false })).toBeVisible()
  await second.getByRole('button', { name: 'Chuyển viện', exact: true }).click()
  await second.getByLabel('Nơi nhận trong mạng lưới').selectOption({ label: 'Bệnh viện Đa khoa Xanh Pôn' })
  await second.getByRole('radio', { name: 'Xe cứu thương, có nhân viên y tế đi cùng' }).check()
  await second.getByLabel('Lý do chuyển').fill('Sốc nhiễm khuẩn kháng trị, cần lọc máu.')
  await second.getByRole('button', { name: 'Ghi chuyển viện' }).click()
  await expect(second.getByText('Bệnh viện Đa khoa Xanh Pôn theo dõi người bệnh.')).toBeVisible()

  await later(weekLater)
  const receiver = await browserOf(browser, 'coordinator')
  await receiver.locator(`a[href="${address}"]`).first().click()
  await receiver.getByLabel(/Diễn biến, một dòng/).fill('Đã lọc máu 3 ngày, thôi vận mạch, về nhà.')
  await receiver.getByRole('button', { name: 'Đã ra viện', exact: true }).click()
  await receiver.getByLabel('Ngày kết thúc').fill(dayOf(weekLater))
  await receiver.getByRole('button', { name: 'Ghi kết thúc' }).click()
  const asking = await browserOf(browser, 'secondDoctor')
  await asking.goto(address)
  for (const page of [receiver, asking]) {
    await expect(page.locator('#theo-doi').getByText('Đã lọc máu 3 ngày, thôi vận mạch, về nhà.')).toBeVisible()
    await expect(page.locator('#theo-doi').getByText(/^Ra viện, /)).toBeVisible()
  }

  const told = await browserOf(browser, 'secondSpecialist', phone)
  const outcomes = told.locator('section', { has: told.getByRole('heading', { name: 'Kết quả các ca Quý vị đã trả lời' }) })
  await expect(outcomes.getByRole('listitem').filter({ hasText: code })).toContainText('Ra viện')
})
