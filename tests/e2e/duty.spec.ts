import { expect, test, type Page } from '@playwright/test'
import { act, aRequest, draft } from '../support/by-post'
import { browserOf } from '../support/journey'
import { todayThere } from '../support/hour'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
/** A day (yyyy-MM-dd, Vietnam) far enough ahead that no roster of the demonstration reaches it; each journey its own. */
const dayAhead = (days: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.parse(`${todayThere()}T05:00:00Z`) + days * 24 * 60 * 60_000))
const written = (day: string): string => day.split('-').reverse().join('/')

/** The form stands open where the week is empty. */
async function openForm(keeper: Page): Promise<void> {
  if (!(await keeper.getByLabel('Người trực').isVisible())) await keeper.getByText('Thêm ca trực', { exact: true }).click()
}

test('a roster is entered on the page, and its holes are told', async ({ browser }) => {
  const keeper = await browserOf(browser, 'coordinator')
  const day = dayAhead(60)
  await keeper.goto(`/duty?week=${day}`)
  await openForm(keeper)
  await keeper.getByLabel('Chuyên khoa').selectOption({ label: 'Hồi sức cấp cứu' })
  await keeper.getByLabel('Người trực').selectOption({ label: 'BSCKII Tạ Thị Bích Liên (Chuyên gia)' })
  await keeper.getByLabel('Ngày bắt đầu').fill(day)
  await keeper.getByLabel('Từ giờ').fill('16:30')
  await keeper.getByLabel('Đến giờ').fill('03:00')
  await keeper.getByLabel('Điện thoại khi trực').fill('0912345678')
  await keeper.getByRole('button', { name: 'Thêm vào lịch trực' }).click()
  await expect(keeper.getByRole('row', { name: /Hồi sức cấp cứu/ }).getByText('16:30–03:00').first()).toBeVisible()
  await expect(keeper.getByText(/không có người trực/).first()).toBeVisible()
  // The same again overlaps: the form says so and keeps what was typed.
  await openForm(keeper)
  await keeper.getByLabel('Chuyên khoa').selectOption({ label: 'Hồi sức cấp cứu' })
  await keeper.getByLabel('Người trực').selectOption({ label: 'BSCKII Tạ Thị Bích Liên (Chuyên gia)' })
  await keeper.getByLabel('Ngày bắt đầu').fill(day)
  await keeper.getByRole('button', { name: 'Thêm vào lịch trực' }).click()
  await expect(keeper.getByText(/đã có ca trực cùng loại chồng giờ/).first()).toBeVisible()
  const specialist = await browserOf(browser, 'secondSpecialist', phone)
  await specialist.goto(`/duty?week=${day}`)
  await expect(specialist.getByRole('link', { name: '0912345678' })).toHaveAttribute('href', 'tel:0912345678')
})

test('a file is tried first: refused rows with their reason, then the good ones are taken', async ({ browser }) => {
  const keeper = await browserOf(browser, 'coordinator')
  const day = dayAhead(70)
  await keeper.goto('/duty/import')
  const rows = ['Ngày;Từ giờ;Đến giờ;Loại;Chuyên khoa hoặc khoa;Người;Thứ tự;Điện thoại', `${written(day)};16:30;07:30;Chuyên gia;Tim mạch;0900000202;1;`, `31/02/2027;16:30;07:30;Chuyên gia;Tim mạch;0900000202;1;`, `${written(day)};16:30;07:30;Lãnh đạo;;Hà Quang Tuyển;1;`]
  await keeper.getByLabel('Tệp lịch trực').setInputFiles({ name: 'lich.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows.join('\r\n')}`) })
  await keeper.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await expect(keeper.getByRole('heading', { name: '1 dòng nhập được, 2 dòng không nhập được' })).toBeVisible()
  await expect(keeper.getByRole('row', { name: /31\/02\/2027/ })).toContainText('không có thật')
  await expect(keeper.getByRole('row', { name: /Lãnh đạo/ })).toContainText('không có vai trò lãnh đạo')
  await keeper.getByRole('button', { name: 'Nhập 1 ca trực' }).click()
  await expect(keeper).toHaveURL(/\/duty$/)
  await keeper.goto(`/duty?week=${day}`)
  await expect(keeper.getByRole('row', { name: /Tim mạch/ }).getByText('TS.BS Hà Quang Tuyển').first()).toBeVisible()
})

/** A routine request handed in by post, waiting for approval; its address. */
async function handedIn(doctor: Page): Promise<string> {
  const id = await draft(doctor)
  const answer = await act(doctor, `/consults/${id}/compose`, await aRequest(doctor, id, { level: 'routine' }))
  expect(answer.status()).toBe(302)
  return `/consults/${id}`
}

test('a routine request is returned, handed in again by telephone, and confirmed by the head', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor', phone)
  const address = await handedIn(doctor)
  const head = await browserOf(browser, 'head')
  await head.goto(address)
  await expect(head.getByRole('heading', { name: 'Duyệt đề nghị hội chẩn' })).toBeVisible()
  await head.getByRole('button', { name: 'Trả lại để sửa' }).click()
  await head.getByLabel('Cần sửa gì').fill('Thêm điện tâm đồ.')
  await head.getByRole('button', { name: 'Trả lại', exact: true }).click()
  await expect(head).toHaveURL(/\/today$/)
  await doctor.goto(address)
  await expect(doctor).toHaveURL(/\/compose$/)
  const version = await doctor.locator('input[name="version"]').first().inputValue()
  const again = await act(doctor, `${address}/compose`, await aRequest(doctor, address.split('/').at(-1) ?? '', { level: 'routine', version }))
  expect(again.status()).toBe(302)
  await doctor.goto(address)
  await doctor.getByLabel('Người duyệt').selectOption({ index: 1 })
  await doctor.getByRole('button', { name: 'Ghi và gửi đi ngay' }).click()
  await expect(doctor.getByText('Chờ tiếp nhận').first()).toBeVisible()
  await expect(doctor.getByText(/chưa xác nhận/)).toBeVisible()
  await head.goto(address)
  await head.getByRole('button', { name: 'Xác nhận đã duyệt' }).click()
  await expect(head.getByText(/đã xác nhận lúc/)).toBeVisible()
})

test('a patient is handed over at the end of the duty, and to nobody without rights', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const address = await handedIn(doctor)
  const id = address.split('/').at(-1) ?? ''
  await doctor.goto('/duty/handover')
  // Its own request only: what other journeys left open stays where it is.
  const row = doctor.getByRole('listitem').filter({ has: doctor.locator(`input[name="consultIds"][value="${id}"]`) })
  await expect(row.getByRole('checkbox')).toBeChecked()
  for (const other of await doctor.getByRole('checkbox').all()) await other.uncheck()
  await row.getByRole('checkbox').check()
  await row.getByRole('textbox').fill('Theo dõi huyết áp mỗi giờ.')
  await expect(doctor.getByLabel('Bàn giao cho').getByRole('option', { name: /Hà Quang Tuyển|Chu Thị Hạnh/ })).toHaveCount(0)
  const refused = await act(doctor, '/duty/handover', { intent: 'handOver', toId: id, consultIds: id, rowIds: id, notes: '' })
  expect(await refused.text()).toContain('không thể nhận bàn giao')
  const next = doctor.getByLabel('Bàn giao cho')
  await next.selectOption({ value: await next.getByRole('option', { name: /Bùi Văn Đức/ }).getAttribute('value') ?? '' })
  await doctor.getByRole('button', { name: 'Bàn giao các ca đã chọn' }).click()
  await expect(row).toHaveCount(0)
  const second = await browserOf(browser, 'secondDoctor', phone)
  await second.goto(address)
  await expect(second.getByText('Theo dõi huyết áp mỗi giờ.').first()).toBeVisible()
  await expect(second.getByRole('button', { name: 'Bàn giao ca trực' })).toBeVisible()
})
