import { expect, test, type Page } from '@playwright/test'
import { act, conferenceNow, thePeople } from '../support/by-post'
import { appUrl, browserFor, browserOf, signIn } from '../support/journey'
import { ownApp } from '../support/own-app'

// Of its own, since nobody can be in two conferences at a time.
ownApp(test)

const withCamera = { permissions: ['camera', 'microphone'] }
const doctorName = 'Khuất Thị Mai'
const led = { chair: 'Hà Quang Tuyển', scribe: 'Vũ Minh Nguyệt' }
const faceOf = (page: Page, name: string) => page.getByRole('list', { name: 'Người tham gia' }).getByRole('listitem').filter({ hasText: name })
const pictures = (page: Page) => page.locator('.face video.ph')

/** Pictures that really move. */
const moving = (page: Page) => pictures(page).evaluateAll((all) => all.filter((one) => one instanceof HTMLVideoElement && one.videoWidth > 0 && one.currentTime > 0).length)

test('from the device check into the room: heard, seen, marked when speaking, saving data, switched off by the chair', async ({ browser }) => {
  test.setTimeout(180_000) // two browsers with sound and picture on two cores
  const people = await thePeople(browser, withCamera)
  const { doctor, specialist: chair } = people
  const { conferenceId } = await conferenceNow(people, led)

  await doctor.goto(`/conferences/${conferenceId}/check`)
  await doctor.getByRole('button', { name: 'Thử micrô' }).click()
  await expect(doctor.getByText('Micrô nghe thấy tiếng của Quý vị.')).toBeVisible()
  await doctor.getByRole('button', { name: 'Thử camera' }).click()
  await expect.poll(() => doctor.getByLabel('Hình từ camera của Quý vị').evaluate((video) => video instanceof HTMLVideoElement && video.videoWidth)).toBeGreaterThan(0)
  await doctor.getByRole('button', { name: 'Phát âm thử' }).click()
  await doctor.getByRole('button', { name: 'Không nghe thấy' }).click()
  await expect(doctor.getByText(/Vui lòng tăng âm lượng/)).toBeVisible()
  await doctor.getByRole('button', { name: 'Đo đường truyền' }).click()
  await expect(doctor.getByText(/^Đường truyền đủ cho/)).toBeVisible({ timeout: 25_000 })
  await doctor.getByRole('radio', { name: 'Vào với tiếng và hình' }).check()
  await doctor.getByRole('link', { name: 'Vào phòng' }).click()
  // Led straight in, without being asked again.
  await expect(doctor).toHaveURL(/\/room$/)
  await expect(doctor.getByRole('button', { name: 'Tắt hình' })).toBeVisible({ timeout: 20_000 })

  await chair.goto(`/conferences/${conferenceId}/room`)
  await chair.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  for (const page of [doctor, chair]) await expect.poll(() => moving(page), { timeout: 30_000 }).toBe(2)
  // A fake microphone beeps: whoever listens sees who speaks, and how the line is.
  await expect(faceOf(chair, doctorName)).toContainText('đang nói', { timeout: 20_000 })
  await expect(faceOf(chair, doctorName)).toContainText(/đường truyền/, { timeout: 20_000 })

  await chair.getByRole('button', { name: 'Tiết kiệm dữ liệu' }).click()
  await expect(chair.getByText('Đang tiết kiệm dữ liệu.')).toBeVisible()
  // The doctor's picture is not shown here and not sent; the chair's is gone there, and the doctor still hears.
  await expect(pictures(chair)).toHaveCount(1)
  await expect(pictures(doctor)).toHaveCount(1, { timeout: 10_000 })
  await expect(faceOf(chair, doctorName)).toContainText('đang nói')
  await chair.reload()
  await expect(chair.getByRole('button', { name: 'Tiết kiệm dữ liệu' })).toHaveAttribute('aria-pressed', 'true')
  await chair.getByRole('button', { name: 'Tiết kiệm dữ liệu' }).click()
  await chair.getByRole('button', { name: 'Vào với tiếng và hình' }).click()
  for (const page of [doctor, chair]) await expect.poll(() => moving(page), { timeout: 30_000 }).toBe(2)

  await chair.getByRole('button', { name: `Tắt micrô ${doctorName}` }).click()
  await expect(doctor.getByText('Micrô của Quý vị đã bị chủ tọa hoặc thư ký tắt.')).toBeVisible()
  await expect(doctor.getByRole('button', { name: 'Bật tiếng' })).toBeVisible()
  await expect(faceOf(chair, doctorName)).toContainText('micrô bị tắt')
  await expect(faceOf(chair, doctorName)).not.toContainText('đang nói')
  await doctor.getByRole('button', { name: 'Bật tiếng' }).click()
  await expect(doctor.getByRole('button', { name: 'Tắt tiếng' })).toBeVisible()
  await expect(faceOf(chair, doctorName)).toContainText('đang nói')

  await chair.getByRole('button', { name: 'Khóa micrô mọi người' }).click()
  await doctor.getByRole('button', { name: 'Bật tiếng' }).click()
  await expect(doctor.getByText(/Chủ tọa đang khóa micrô của mọi người/).first()).toBeVisible()
  await expect(doctor.getByRole('button', { name: 'Bật tiếng' })).toBeVisible()
  await chair.getByRole('button', { name: `Cho bật micrô ${doctorName}` }).click()
  await expect(doctor.getByText(/Chủ tọa đang khóa micrô/)).toHaveCount(0)
  await doctor.getByRole('button', { name: 'Bật tiếng' }).click()
  await expect(doctor.getByRole('button', { name: 'Tắt tiếng' })).toBeVisible()
  // Frees everybody for the next one.
  await act(people.coordinator, `/conferences/${conferenceId}`, { intent: 'notHeld', reason: 'Hết phần thử' })
})

test('without any device, without scripts or by keyboard alone one gets through the check', async ({ browser }) => {
  const people = await thePeople(browser)
  const { conferenceId } = await conferenceNow(people, led)
  const address = `${appUrl()}/conferences/${conferenceId}`
  const { doctor } = people
  await doctor.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'))
  })
  await doctor.goto(`${address}/check`)
  await doctor.getByRole('button', { name: 'Thử micrô' }).press('Enter')
  await expect(doctor.getByText(/Máy này không có micrô hoặc camera/)).toBeVisible()
  await doctor.getByRole('button', { name: 'Thử camera' }).press('Space')
  await expect(doctor.getByText(/Máy này không có micrô hoặc camera/)).toHaveCount(2)
  await doctor.getByRole('radio', { name: 'Chỉ nghe và xem' }).press('Space')
  await doctor.getByRole('link', { name: 'Vào phòng' }).press('Enter')
  await expect(doctor).toHaveURL(`${address}/room`)
  await expect(doctor.getByText('Đã kết nối').first()).toBeVisible()
  // In the room the last choice comes first.
  await doctor.reload()
  await expect(doctor.locator('.join .btn.go')).toHaveText('Chỉ nghe và xem')

  const plain = await (await browserFor(browser, { baseURL: appUrl(), javaScriptEnabled: false })).newPage()
  await signIn(plain, 'specialist')
  await plain.goto(`${address}/check`)
  await expect(plain.getByText(/Quý vị vẫn có thể đi tiếp bằng nút bên dưới/)).toBeVisible()
  await plain.getByRole('link', { name: 'Vào phòng' }).click()
  await expect(plain).toHaveURL(`${address}/room`)

  const stranger = await browserOf(browser, 'otherDoctor')
  for (const path of ['check', 'check/line']) expect((await stranger.request.get(`${address}/${path}`)).status()).toBe(404)
})
