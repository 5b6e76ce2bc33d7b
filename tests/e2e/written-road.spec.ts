import { expect, test, type Page } from '@playwright/test'
import { accountOf, browserOf, type Who } from '../support/journey'
import { pagesOf } from '../support/documents/read-pdf'
import { todayThere } from '../support/hour'

const patient = 'Phùng Văn Định'
const questions = ['Có chỉ định tiêu sợi huyết tại chỗ không?', 'Có cần chuyển người bệnh ngay không?']

/** The doctor's request, as a person fills it in; returns the consult's address. */
async function sendRequest(doctor: Page): Promise<string> {
  await doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first().click()
  await expect(doctor.getByRole('heading', { level: 1, name: 'Đề nghị hội chẩn từ xa' })).toBeVisible()
  await doctor.getByRole('radio', { name: /Trong ngày/ }).check()
  await doctor.getByLabel('Chuyên khoa').selectOption({ label: 'Tim mạch' })
  await doctor.getByLabel('Họ và tên người bệnh').fill(patient)
  await doctor.getByRole('radio', { name: 'Nam' }).check()
  await doctor.getByLabel('Tuổi', { exact: true }).fill('67')
  await doctor.getByLabel(/Diễn biến, khám/).fill('Đau ngực trái từ 2 giờ sáng, điện tâm đồ ST chênh lên ở D2, D3, aVF.')
  await doctor.getByRole('textbox', { name: 'Câu 1' }).fill(questions[0] ?? '')
  await doctor.getByRole('button', { name: 'Thêm câu hỏi' }).click()
  await doctor.getByRole('textbox', { name: 'Câu 2' }).fill(questions[1] ?? '')
  await doctor.getByRole('radio', { name: /đã đồng ý/ }).check()
  await doctor.getByLabel('Người đồng ý là').selectOption('self')
  await expect(doctor.getByText('Trong phạm vi thỏa thuận 214/TT-XP-BV')).toBeVisible()
  await doctor.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await expect(doctor).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
  await expect(doctor.getByText('Chờ tiếp nhận').first()).toBeVisible()
  return new URL(doctor.url()).pathname
}

const passwordOf = (who: Who): string => accountOf(who).password

test('a doctor of Ba Vì asks, a specialist of Xanh Pôn answers in writing, the patient is followed to the end', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const address = await sendRequest(doctor)
  const senior = await browserOf(browser, 'coordinator')

  // Before reception: the clinical part without identity.
  await senior.goto('/today')
  await senior.locator(`a[href="${address}"]`, { hasText: 'Nam, 67 tuổi: Đau ngực trái' }).first().click()
  await expect(senior.getByText('ST chênh lên').first()).toBeVisible()
  await expect(senior.getByText(patient)).toHaveCount(0)
  await senior.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await expect(senior.getByText(patient).first()).toBeVisible()
  // The doctor's page refreshes itself.
  await expect(doctor.getByText('Đã tiếp nhận, chờ phân công').first()).toBeVisible()

  await senior.getByLabel('Chuyên gia', { exact: true }).selectOption({ index: 1 })
  await senior.getByRole('button', { name: 'Phân công', exact: true }).click()
  await expect(senior.getByText('Chờ ý kiến chuyên gia').first()).toBeVisible()

  const specialist = await browserOf(browser, 'specialist')
  await specialist.goto(address)
  await specialist.getByRole('link', { name: 'Viết trả lời' }).click()
  await specialist.getByLabel('Trả lời câu 1').fill('Có, nếu không có chống chỉ định.')
  await specialist.getByLabel('Trả lời câu 2').fill('Chuyển sau khi tiêu sợi huyết, có bác sĩ đi cùng.')
  await specialist.getByLabel('Mật khẩu của Quý vị').fill(passwordOf('specialist'))
  await specialist.getByRole('button', { name: 'Xác nhận điện tử' }).click()
  await expect(specialist).toHaveURL(new RegExp(`${address}$`))

  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()
  await expect(doctor.getByText('Có, nếu không có chống chỉ định.')).toBeVisible()
  const link = await doctor.getByRole('link', { name: /Phiếu ý kiến tư vấn chuyên môn từ xa/ }).first().getAttribute('href')
  const paper = await doctor.request.get(link ?? '')
  expect(paper.headers()['content-type']).toBe('application/pdf')
  const printed = (await pagesOf(await paper.body())).join(' ').normalize('NFC')
  for (const words of ['PHIẾU Ý KIẾN TƯ VẤN CHUYÊN MÔN TỪ XA', patient.toLocaleUpperCase('vi'), 'Có, nếu không có chống chỉ định.', 'BỆNH VIỆN ĐA KHOA XANH PÔN', 'Hà Quang Tuyển', '214/TT-XP-BV']) expect(printed).toContain(words)

  await doctor.getByRole('radio', { name: 'Áp dụng', exact: true }).check()
  await doctor.getByRole('button', { name: 'Ghi quyết định' }).click()
  await expect(doctor.getByText('Đang theo dõi').first()).toBeVisible()
  await doctor.getByLabel(/Diễn biến, một dòng/).fill('Hết đau ngực, ST về đẳng điện.')
  await doctor.getByRole('button', { name: 'Tốt hơn', exact: true }).click()
  await expect(doctor.getByText('Hết đau ngực, ST về đẳng điện.').first()).toBeVisible()
  await doctor.getByText('Kết thúc đợt điều trị', { exact: true }).first().click()
  await doctor.getByLabel('Hình thức kết thúc').selectOption('discharge')
  await doctor.getByLabel('Ngày kết thúc').fill(todayThere())
  await doctor.getByRole('button', { name: 'Ghi kết thúc' }).click()
  await expect(doctor.getByText('Chờ tổng kết kết quả điều trị').first()).toBeVisible()
  await doctor.getByLabel('Kết quả điều trị', { exact: true }).selectOption('improved')
  await doctor.getByRole('radio', { name: 'Điều trị tại chỗ' }).check()
  await doctor.getByRole('radio', { name: 'Có bổ sung' }).check()
  await doctor.getByRole('radio', { name: '5', exact: true }).check()
  await doctor.getByRole('button', { name: 'Ghi đánh giá' }).click()

  await specialist.reload()
  await specialist.getByLabel('Nhận xét của chuyên gia').fill('Kíp trực xử trí đúng và kịp thời.')
  await specialist.getByRole('button', { name: 'Gửi nhận xét' }).click()
  await expect(specialist.getByText('Kíp trực xử trí đúng và kịp thời.').first()).toBeVisible()

  await doctor.getByRole('button', { name: 'Đóng ca', exact: true }).click()
  await expect(doctor.getByText('Đã đóng').first()).toBeVisible()
})
