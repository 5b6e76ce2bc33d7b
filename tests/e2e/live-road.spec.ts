import { expect, test, type Page } from '@playwright/test'
import { read, sent, act } from '../support/by-post'
import { pagesOf } from '../support/documents/read-pdf'
import { accountOf, browserOf } from '../support/journey'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

const withCamera = { permissions: ['camera', 'microphone'] }

/** Takes the next question up and writes its conclusion, which only scribe and chair can. */
async function conclude(scribe: Page, number: number, text: string): Promise<void> {
  await scribe.getByRole('button', { name: 'Đưa ra thảo luận' }).first().click()
  const question = scribe.getByRole('article').nth(number - 1)
  await question.getByRole('textbox', { name: /^Kết luận/ }).fill(text)
  await expect(question.getByText('Đã lưu, mọi người đã thấy')).toBeVisible()
  await question.getByLabel(`Loại kết luận của câu ${number}`).selectOption('concluded')
}

test('both hospitals meet in a room, conclude every question, and the minutes become the paper', async ({ browser }) => {
  test.setTimeout(180_000) // three browsers with sound and picture on two cores
  const doctor = await browserOf(browser, 'doctor', withCamera)
  const id = await sent({ doctor })
  const coordinator = await browserOf(browser, 'coordinator', withCamera)
  expect((await act(coordinator, `/consults/${id}`, { intent: 'accept' })).status()).toBe(302)

  await coordinator.goto(`/consults/${id}`)
  await coordinator.getByRole('link', { name: 'Tổ chức hội chẩn trực tuyến' }).click()
  await coordinator.getByRole('radio', { name: /Ngay bây giờ/ }).check()
  await coordinator.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: 'TS.BS Hà Quang Tuyển (BVĐK Xanh Pôn)' })
  await coordinator.getByLabel('Thư ký').selectOption({ label: 'ThS.BS Vũ Minh Nguyệt (BVĐK Xanh Pôn)' })
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}/)
  const conference = new URL(coordinator.url()).pathname.replace(/\/room$/, '')

  const chair = await browserOf(browser, 'specialist', withCamera)
  for (const person of [coordinator, doctor, chair]) {
    await person.goto(`${conference}/room`)
    await expect(person.getByText('Đã kết nối').first()).toBeVisible()
  }
  await doctor.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  await chair.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  // Sound and picture of the other one really arrive.
  await expect.poll(() => doctor.locator('video').evaluateAll((videos) => videos.filter((video) => video instanceof HTMLVideoElement && video.videoWidth > 0 && video.currentTime > 0).length), { timeout: 30_000 }).toBeGreaterThan(1)

  await doctor.getByLabel('Nhắn mọi người trong phòng').fill('Người bệnh còn đau ngực, huyết áp 110/70.')
  await doctor.getByRole('button', { name: 'Gửi', exact: true }).click()
  await expect(chair.getByText('Người bệnh còn đau ngực, huyết áp 110/70.')).toBeVisible()
  await doctor.getByRole('button', { name: 'Xin phát biểu' }).click()
  await expect(chair.getByText(/Xin phát biểu: 1 người/)).toBeVisible()

  await conclude(coordinator, 1, 'Tiêu sợi huyết ngay tại chỗ nếu không có chống chỉ định.')
  await conclude(coordinator, 2, 'Chuyển Bệnh viện Đa khoa Xanh Pôn sau tiêu sợi huyết.')
  await expect(doctor.getByRole('article').nth(1).getByRole('textbox', { name: /^Kết luận/ })).toHaveValue('Chuyển Bệnh viện Đa khoa Xanh Pôn sau tiêu sợi huyết.')

  await chair.getByRole('button', { name: 'Kết thúc phiên' }).click()
  await chair.getByRole('button', { name: 'Kết thúc và lập biên bản' }).click()
  await expect(coordinator.getByText('Phiên hội chẩn đã kết thúc.')).toBeVisible()

  await coordinator.getByRole('link', { name: 'Tới trang của phiên' }).click()
  // The room has a field of the same name.
  await expect(coordinator).toHaveURL(new RegExp(`${conference}$`))
  await coordinator.getByLabel('Hướng điều trị tiếp theo').fill('Theo dõi điện tâm đồ mỗi 30 phút, chuyển viện khi huyết động ổn định.')
  await coordinator.getByLabel('Mật khẩu').fill(accountOf('coordinator').password)
  await coordinator.getByRole('button', { name: 'Thư ký xác nhận biên bản' }).click()
  await expect(coordinator.getByText('Thư ký đã xác nhận')).toBeVisible()
  await chair.goto(conference)
  await chair.getByLabel('Mật khẩu').fill(accountOf('specialist').password)
  await chair.getByRole('button', { name: 'Chủ tọa xác nhận biên bản' }).click()
  await expect(chair.getByText('Chủ tọa đã xác nhận')).toBeVisible()
  await doctor.goto(conference)
  await doctor.getByLabel('Mật khẩu').fill(accountOf('doctor').password)
  await doctor.getByRole('button', { name: 'Bác sĩ điều trị xác nhận biên bản' }).click()
  await expect(doctor.getByText('Bác sĩ điều trị đã xác nhận')).toBeVisible()

  await doctor.goto(`/consults/${id}`)
  await expect(doctor.getByText('Chờ bác sĩ điều trị quyết định').first()).toBeVisible()
  const papers = [...(await (await read(doctor, `/consults/${id}`)).text()).matchAll(/href="(\/consults\/[^"]*\/papers\/[^"]*)"/g)].map(([, address]) => address ?? '')
  const printed = (await Promise.all(papers.map(async (address) => (await pagesOf(await (await doctor.request.get(address)).body())).join(' ')))).join(' ').normalize('NFC')
  for (const words of [
    'TRÍCH BIÊN BẢN HỘI CHẨN', 'MS: 27/BV2', 'PHÙNG VĂN ĐỊNH', 'Tiêu sợi huyết ngay tại chỗ', 'Chuyển Bệnh viện Đa khoa Xanh Pôn sau tiêu sợi huyết.', 'Theo dõi điện tâm đồ mỗi 30 phút',
    'Hà Quang Tuyển', 'Vũ Minh Nguyệt', 'Khuất Thị Mai', 'BỆNH VIỆN ĐA KHOA BA VÌ',
  ]) expect(printed).toContain(words)
})
