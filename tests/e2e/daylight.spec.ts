import { expect, test, type Page } from '@playwright/test'
import { ownApp } from '../support/own-app'
import { aDicom, aUid } from '../support/dicom'
import { pagesOf } from '../support/documents/read-pdf'
import { clockAt, nextAt } from '../support/hour'
import { accountOf, browserOf, type Who } from '../support/journey'
import { aZip } from '../support/zip'
import { dayOf } from '~/platform/dates'

const morning = nextAt(9, { working: true })
const patient = 'Phùng Văn Định'

ownApp(test, () => Promise.resolve(clockAt(morning)))

/** A CD of three slices of this patient's head. */
function aDisc(): Buffer {
  const [studyUid, seriesUid] = [aUid(), aUid()]
  return aZip([1, 2, 3].map((number) => ({ name: `DICOM/IM${number}`, data: aDicom({ studyUid, seriesUid, number }) })))
}

/** The routine request with its films, handed in; its address. */
async function handIn(doctor: Page): Promise<string> {
  await doctor.getByRole('button', { name: 'Gửi đề nghị hội chẩn' }).first().click()
  await doctor.getByRole('radio', { name: /Thường quy/ }).check()
  await doctor.getByLabel('Chuyên khoa').selectOption({ label: 'Tim mạch' })
  await doctor.getByLabel('Họ và tên người bệnh').fill(patient)
  await doctor.getByRole('radio', { name: 'Nam' }).check()
  await doctor.getByLabel('Tuổi', { exact: true }).fill('67')
  await doctor.getByLabel(/Diễn biến, khám/).fill('Rung nhĩ mới phát hiện, có ổ nhồi máu não cũ trên phim, chưa dùng chống đông.')
  await doctor.getByRole('textbox', { name: 'Câu 1' }).fill('Có dùng chống đông ngay không?')
  await doctor.getByRole('radio', { name: /đã đồng ý/ }).check()
  await doctor.getByLabel('Người đồng ý là').selectOption('self')
  await doctor.getByLabel(/Chọn ảnh, tài liệu PDF/).setInputFiles({ name: 'CT so nao.zip', mimeType: 'application/zip', buffer: aDisc() })
  await expect(doctor.getByRole('region', { name: 'CT sọ não' }).getByText('3 ảnh')).toBeVisible({ timeout: 20_000 })
  await doctor.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await expect(doctor).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
  await expect(doctor.getByText('Chờ duyệt đề nghị').first()).toBeVisible()
  return new URL(doctor.url()).pathname
}

async function confirm(at: Page, who: Who): Promise<void> {
  await at.getByLabel('Mật khẩu của Quý vị').fill(accountOf(who).password)
  await at.getByRole('button', { name: 'Xác nhận điện tử' }).click()
  await expect(at).toHaveURL(/\/consults\/[0-9a-f-]{36}$/)
}

async function opine(at: Page, who: Who, address: string, words: string): Promise<void> {
  await at.goto(`${address}/answer?as=opinion`)
  await at.getByLabel('Trả lời câu 1').fill(words)
  await confirm(at, who)
  await expect(at.getByText(words).first()).toBeVisible()
}

test('a routine consult by day: approved, films leafed through, supplemented, three opinions of which one differs, concluded, decided, followed, evaluated and closed', async ({ browser }) => {
  // Six people and a whole course: a minute of work, more on a machine with other work.
  test.slow()
  const doctor = await browserOf(browser, 'doctor')
  const address = await handIn(doctor)

  const head = await browserOf(browser, 'head')
  await head.locator(`a[href="${address}"]`).first().click()
  await expect(head.getByRole('heading', { name: 'Duyệt đề nghị hội chẩn' })).toBeVisible()
  await head.getByRole('button', { name: 'Duyệt và gửi đi' }).click()
  await expect(doctor.getByText('Chờ tiếp nhận').first()).toBeVisible()

  const coordinator = await browserOf(browser, 'coordinator')
  await coordinator.goto(address)
  await coordinator.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  const chairs = coordinator.getByLabel('Chuyên gia', { exact: true })
  await chairs.selectOption({ value: (await chairs.getByRole('option', { name: /Hà Quang Tuyển/ }).getAttribute('value')) ?? '' })
  await coordinator.getByText('Mời thêm chuyên gia cho ý kiến').click()
  for (const name of ['Tạ Thị Bích Liên', 'Đinh Công Thắng']) await coordinator.getByRole('checkbox', { name: new RegExp(name) }).check()
  await coordinator.getByRole('button', { name: 'Phân công', exact: true }).click()
  await expect(coordinator.getByText('Chưa có ý kiến')).toHaveCount(3)

  const chair = await browserOf(browser, 'specialist')
  await chair.goto(address)
  await chair.getByRole('link', { name: /CT Không thuốc/ }).click()
  const film = chair.getByRole('img', { name: 'Ảnh 1 trong chuỗi 2' })
  await expect.poll(() => film.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))).toBe(64)
  await chair.goto(address)

  // What comes later is marked for those who had read the first version.
  await doctor.getByText('Bổ sung đề nghị').first().click()
  await doctor.getByLabel('Nội dung bổ sung').fill('Tiểu cầu 62, INR 1,1; có dùng aspirin từ tuần trước.')
  await doctor.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await expect(doctor.getByText('Đã gửi phần bổ sung.')).toBeVisible()
  await expect(chair.getByText('Tiểu cầu 62, INR 1,1; có dùng aspirin từ tuần trước.').first()).toBeVisible()
  await expect(chair.getByText(/Từ lần xem trước có 1 bản bổ sung mới: bản bổ sung 2,/)).toBeVisible()

  const [second, third] = [await browserOf(browser, 'secondSpecialist'), await browserOf(browser, 'thirdSpecialist')]
  await opine(second, 'secondSpecialist', address, 'Không: tiểu cầu 62, nguy cơ chảy máu cao.')
  await opine(third, 'thirdSpecialist', address, 'Có thể dùng: trên phim không thấy chuyển dạng chảy máu.')
  await opine(chair, 'specialist', address, 'Có, liều thấp.')
  await chair.getByRole('link', { name: 'Xem ý kiến và kết luận' }).click()
  await chair.getByLabel('Kết luận câu 1').fill('Dùng chống đông liều thấp, ngừng aspirin.')
  await chair.getByRole('checkbox', { name: 'BSCKII Tạ Thị Bích Liên còn ý kiến khác với kết luận này' }).first().check()
  await confirm(chair, 'specialist')

  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()
  await expect(doctor.locator('.diff', { hasText: 'nguy cơ chảy máu cao' }).first()).toBeVisible()
  const link = await doctor.getByRole('link', { name: /Phiếu ý kiến tư vấn chuyên môn từ xa/ }).first().getAttribute('href')
  const paper = (await pagesOf(await (await doctor.request.get(link ?? '')).body())).join(' ').normalize('NFC').replace(/\s+/g, ' ')
  for (const words of ['Kết luận: Dùng chống đông liều thấp, ngừng aspirin.', 'Ý kiến khác: BSCKII Tạ Thị Bích Liên: Không: tiểu cầu 62, nguy cơ chảy máu cao.', 'trên phim không thấy chuyển dạng chảy máu', patient.toLocaleUpperCase('vi')]) expect(paper).toContain(words)

  await doctor.getByRole('radio', { name: 'Áp dụng', exact: true }).check()
  await doctor.getByRole('button', { name: 'Ghi quyết định' }).click()
  await expect(doctor.locator('#theo-doi').getByText('đề nghị phiên bản 2', { exact: false })).toBeVisible()
  await doctor.getByRole('button', { name: 'Không thay đổi', exact: true }).click()
  await expect(doctor.locator('#theo-doi').getByText('Không thay đổi')).toBeVisible()
  await doctor.getByText('Kết thúc đợt điều trị', { exact: true }).first().click()
  await doctor.getByLabel('Hình thức kết thúc').selectOption('discharge')
  await doctor.getByLabel('Ngày kết thúc').fill(dayOf(morning))
  await doctor.getByRole('button', { name: 'Ghi kết thúc' }).click()
  await doctor.getByLabel('Kết quả điều trị', { exact: true }).selectOption('improved')
  await doctor.getByRole('radio', { name: 'Điều trị tại chỗ' }).check()
  await doctor.getByRole('radio', { name: 'Có bổ sung' }).check()
  await doctor.getByRole('radio', { name: '5', exact: true }).check()
  await doctor.getByRole('button', { name: 'Ghi đánh giá' }).click()
  await doctor.getByRole('button', { name: 'Đóng ca', exact: true }).click()
  await expect(doctor.getByText('Đã đóng').first()).toBeVisible()
})
