import { expect, test, type Page } from '@playwright/test'
import { browserOf } from '../support/journey'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }

async function raise(doctor: Page, line: string, specialty = 'Tim mạch'): Promise<string> {
  await doctor.getByRole('link', { name: 'Báo động đỏ', exact: true }).click()
  await expect(doctor.getByLabel('Đơn vị được gọi')).not.toHaveValue('')
  await doctor.getByLabel('Chuyên khoa').selectOption({ label: specialty })
  await doctor.getByLabel('Một dòng về tình huống').fill(line)
  await doctor.getByRole('button', { name: 'Gọi ngay' }).click()
  await expect(doctor).toHaveURL(/\/consults\/[0-9a-f-]{36}\/alert$/)
  return new URL(doctor.url()).pathname
}

test('from the button to the summary: it rings, is received, both sit in the room, guidance, the end with minutes', async ({ browser }) => {
  const [doctor, coordinator] = [await browserOf(browser, 'doctor', phone), await browserOf(browser, 'coordinator')]
  const address = await raise(doctor, 'Ngừng tuần hoàn sau mổ, đang ép tim.')

  // Telephone first, and the first mark stands.
  await expect(doctor.getByRole('heading', { name: 'Gọi điện thoại ngay' })).toBeVisible()
  expect(await doctor.locator('a[href^="tel:"]').count()).toBeGreaterThan(0)
  await expect(doctor.getByRole('listitem').filter({ hasText: 'Kích hoạt' })).toContainText('phút thứ 0')

  // The other side's page rings by itself, and its Today begins with the red line.
  await expect(coordinator.getByText('BÁO ĐỘNG ĐỎ').first()).toBeVisible()
  await coordinator.goto(address)
  await expect(coordinator.getByText('Ngừng tuần hoàn sau mổ').first()).toBeVisible()
  await coordinator.getByRole('button', { name: 'Đã nhận, vào phòng' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}\/room$/)
  await expect(doctor.getByRole('listitem').filter({ hasText: 'Đã nhận' })).toContainText('phút thứ')

  await doctor.getByRole('button', { name: 'Vào phòng' }).click()
  // On a phone the count stands for readers of the page only.
  await expect(doctor.getByText('2 người').first()).toBeAttached()
  await coordinator.goto(address)
  await expect(coordinator.getByRole('listitem').filter({ hasText: 'Đã kết nối' })).toContainText('phút thứ')
  await coordinator.getByLabel('Ghi mốc').selectOption('guidance')
  await coordinator.getByLabel(/Ghi chú/).fill('Adrenalin 1 mg mỗi 3 phút.')
  await coordinator.getByRole('button', { name: 'Ghi mốc' }).click()
  await expect(coordinator.getByText('Adrenalin 1 mg mỗi 3 phút.')).toBeVisible()

  await doctor.goto(address)
  await doctor.getByRole('button', { name: 'Kết thúc', exact: true }).click()
  await doctor.getByLabel(/Tóm tắt/).fill('Có mạch lại, giữ tại hồi sức.')
  await doctor.getByRole('button', { name: 'Kết thúc và lưu tóm tắt' }).click()
  await expect(doctor.getByText('Có mạch lại, giữ tại hồi sức.').first()).toBeVisible()
  await expect(doctor.getByText(/Đã kết thúc sau \d+ phút/)).toBeVisible()
  for (const mark of ['Kích hoạt', 'Đã nhận', 'Đã kết nối', 'Đã hướng dẫn xử trí', 'Kết thúc']) await expect(doctor.getByRole('listitem').filter({ hasText: mark }).first()).toContainText('phút thứ')

  // The consult goes its ordinary way on, with the end in its course.
  await doctor.goto(address.replace('/alert', ''))
  await expect(doctor.getByText('Kết thúc Báo động đỏ').first()).toBeVisible()
})

test('a quick call: two in a room at once, its outcome one line in the course of the consult', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor', phone)
  const address = (await raise(doctor, 'Gọi nhanh trong ca.', 'Hồi sức cấp cứu')).replace('/alert', '')
  await doctor.goto(`${address}/call`)
  await doctor.getByRole('button', { name: /^Gọi / }).first().click()
  await expect(doctor).toHaveURL(/\/conferences\/[0-9a-f-]{36}\/room$/)
  await doctor.getByRole('button', { name: 'Kết thúc cuộc gọi' }).click()
  await doctor.getByLabel('Kết quả cuộc gọi, một dòng').fill('Giữ lại điều trị, thử lại men tim sau 3 giờ.')
  await doctor.getByRole('button', { name: 'Kết thúc và ghi' }).click()
  await expect(doctor).toHaveURL(new RegExp(`${address}$`))
  await expect(doctor.getByText('Giữ lại điều trị, thử lại men tim sau 3 giờ.').first()).toBeVisible()
})

test('a hospital sets its clocks; what makes no sense comes back with its reason', async ({ browser }) => {
  const coordinator = await browserOf(browser, 'juniorCoordinator')
  await coordinator.goto('/settings')
  const level = coordinator.getByRole('group', { name: 'Cấp cứu' })
  const answer = level.getByLabel('Trả lời trong (phút)')
  const save = coordinator.locator('form', { has: level }).getByRole('button', { name: 'Lưu' })
  await answer.fill('5')
  await save.click()
  await expect(coordinator.getByText('Thời hạn trả lời không thể ngắn hơn thời hạn nhận').first()).toBeVisible()
  await answer.fill('25')
  await save.click()
  await expect(coordinator.getByText('Đã lưu.')).toBeVisible()
  await coordinator.reload()
  await expect(answer).toHaveValue('25')
  const specialist = await browserOf(browser, 'specialist')
  expect((await specialist.goto('/settings'))?.status()).toBe(404)
})
