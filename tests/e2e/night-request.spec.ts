import { expect, test } from '@playwright/test'
import { act, assigned, sent, thePeople } from '../support/by-post'
import { accountOf, browserOf } from '../support/journey'
import { thumbs } from '../support/thumbs'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

test('a sepsis at night is sent from a phone in at most 12 taps and fields', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor', phone)
  const counted = thumbs()
  await counted.tap(doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first())
  await expect(doctor.getByRole('heading', { level: 1, name: 'Đề nghị hội chẩn từ xa' })).toBeVisible()
  await counted.tap(doctor.getByRole('radio', { name: /Cấp cứu/ }))
  await counted.choose(doctor.getByLabel('Chuyên khoa'), 'Hồi sức cấp cứu')
  await counted.write(doctor.getByLabel('Họ và tên người bệnh'), 'Lò Thị Sen')
  await counted.tap(doctor.getByRole('radio', { name: 'Nữ' }))
  await counted.write(doctor.getByLabel('Tuổi', { exact: true }), '1958')
  await counted.write(doctor.getByLabel(/Diễn biến, khám/), 'Sốt 3 ngày, HA 80/50, mạch 130, SpO2 90%. Đã truyền 2 lít dịch, noradrenalin 0,2 µg/kg/phút. Lactat 5,2.')
  await counted.write(doctor.getByRole('textbox', { name: 'Câu 1' }), 'Thêm thuốc vận mạch nào, có chuyển ngay không?')
  await counted.tap(doctor.getByRole('radio', { name: /cấp bách/ }))
  await counted.write(doctor.getByLabel('Lý do chưa xin được đồng ý'), 'Người bệnh lơ mơ, chưa có người nhà')
  await counted.tap(doctor.getByRole('button', { name: 'Gửi đề nghị' }))
  await expect(doctor).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
  await expect(doctor.getByText('Chờ tiếp nhận').first()).toBeVisible()
  expect(counted.count).toBeLessThanOrEqual(12)
  await expect(doctor.getByText(/sinh năm 1958, \d+ tuổi/).first()).toBeVisible()
})

test('the whole form, unfolded, fits a phone', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor', phone)
  await doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first().tap()
  await expect(doctor.getByRole('heading', { level: 1, name: 'Đề nghị hội chẩn từ xa' })).toBeVisible()
  await doctor.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true }))
  await expect(doctor.getByLabel('Huyết áp')).toBeVisible()
  expect(await doctor.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('the meter says what is missing and why while one types; nothing of it blocks', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  await doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first().click()
  const meter = doctor.locator('.meter:visible')
  await expect(meter.getByRole('link', { name: 'Diễn biến bệnh' })).toBeVisible()
  await doctor.getByLabel(/Diễn biến, khám/).fill('Sốt 3 ngày nay, rét run từng cơn, tiểu ít dần, lơ mơ từ tối qua.')
  await expect(meter.getByRole('link', { name: 'Diễn biến bệnh' })).toHaveCount(0)
  // A link of the meter opens the part that holds the field.
  await meter.getByRole('link', { name: 'Dấu hiệu sinh tồn' }).click()
  await doctor.getByLabel('Mạch').fill('1300')
  await doctor.getByLabel('Huyết áp').fill('80/50')
  await doctor.getByLabel('SpO₂').fill('90')
  await expect(doctor.getByText('Số ít gặp; vui lòng xem lại, vẫn gửi được')).toBeVisible()
  await expect(meter.getByRole('link', { name: 'Dấu hiệu sinh tồn' })).toHaveCount(0)
  // What was folded is there again after a reload.
  await expect(doctor.getByText(/Đã lưu lúc/).first()).toBeVisible()
  await doctor.reload()
  await expect(doctor.getByText('đã ghi 3 mục')).toBeVisible()
})

test('a supplement from the phone is marked for those who had read the request', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await sent(people, { situation: 'Sốt, tụt huyết áp, đã truyền dịch.', pulse: '130', level: 'emergency' })
  await people.coordinator.goto(`/consults/${id}`)
  await expect(people.coordinator.getByText(/còn thiếu: .*Khả năng tại chỗ/)).toBeVisible()
  await people.doctor.setViewportSize(phone.viewport)
  await people.doctor.goto(`/consults/${id}`)
  await people.doctor.getByText('Bổ sung đề nghị').click()
  await people.doctor.getByLabel('Nội dung bổ sung').fill('Đã cấy máu, bắt đầu meropenem.')
  await people.doctor.getByText('Mục lâm sàng').click()
  await people.doctor.getByText('Khám và dấu hiệu sinh tồn').last().click()
  await expect(people.doctor.getByText('Đã ghi: 130 lần/phút')).toBeVisible()
  await people.doctor.getByLabel('Mạch').fill('105')
  await people.doctor.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await expect(people.doctor.getByText('Đã gửi phần bổ sung.')).toBeVisible()
  // The coordinator's open page looks again by itself.
  await expect(people.coordinator.getByText('Đã cấy máu, bắt đầu meropenem.')).toBeVisible()
  await expect(people.coordinator.getByText(/mới từ bản bổ sung 2, lúc/).first()).toBeVisible()
  await expect(people.coordinator.getByText('105 lần/phút')).toBeVisible()
  await expect(people.coordinator.getByText('130 lần/phút')).toBeVisible()
})

test('a specialist who is writing is told of a supplement, loses nothing and confirms on the version that was read', async ({ browser }) => {
  const people = await thePeople(browser)
  const id = await assigned(people)
  const { specialist } = people
  await specialist.goto(`/consults/${id}/answer`)
  await specialist.getByLabel('Trả lời câu 1').fill('Có, nếu không có chống chỉ định.')
  await specialist.getByLabel('Trả lời câu 2').fill('Chuyển sau tiêu sợi huyết.')
  await act(people.doctor, `/consults/${id}`, { intent: 'supplement', text: 'Vừa nôn ra máu, Hb 78.', questions: ['', ''] })
  await expect(specialist.getByText('Đề nghị vừa có bản bổ sung 2')).toBeVisible()
  await expect(specialist.getByText('Vừa nôn ra máu, Hb 78.')).toBeVisible()
  // Confirmed all the same, it is refused and asks to look again.
  await specialist.getByLabel('Mật khẩu của Quý vị').fill(accountOf('specialist').password)
  await specialist.getByRole('button', { name: 'Xác nhận điện tử' }).click()
  await expect(specialist.getByText(/Đơn vị đề nghị vừa bổ sung \(bản 2\)/).first()).toBeVisible()
  await expect(specialist.getByLabel('Trả lời câu 1')).toHaveValue('Có, nếu không có chống chỉ định.')
  await specialist.getByRole('button', { name: 'Đã đọc bản bổ sung' }).click()
  await specialist.getByLabel('Trả lời câu 1').fill('Không: đang xuất huyết tiêu hóa.')
  await specialist.getByLabel('Mật khẩu của Quý vị').fill(accountOf('specialist').password)
  await specialist.getByRole('button', { name: 'Xác nhận điện tử' }).click()
  await expect(specialist).toHaveURL(new RegExp(`/consults/${id}$`))
  await expect(specialist.getByText('Không: đang xuất huyết tiêu hóa.').first()).toBeVisible()
  await expect(specialist.getByText('Theo đề nghị phiên bản 2')).toBeVisible()
})
