import { expect, test, type Page } from '@playwright/test'
import { act, draft, followed, read, sent, thePeople } from '../support/by-post'
import { browserOf } from '../support/journey'
import { ownApp } from '../support/own-app'

// Of its own: it is going to be killed.
const app = ownApp(test)

test('the line is cut in mid-sentence: the page keeps the text, says so, and saves it when the line is back', async ({ browser }) => {
  const doctor = await browserOf(browser, 'doctor')
  const id = await draft(doctor)
  await doctor.goto(`/consults/${id}/compose`)
  const situation = doctor.getByLabel(/Diễn biến, khám/)
  await situation.pressSequentially('Người bệnh đau ngực trái ')
  await expect(doctor.getByText(/Đã lưu lúc/)).toBeVisible()
  await doctor.context().setOffline(true)
  await situation.pressSequentially('từ 2 giờ sáng, vã mồ hôi.')
  await expect(doctor.getByText(/Chưa lưu.*mất kết nối/i)).toBeVisible({ timeout: 30_000 })
  expect(await doctor.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, expect.any(Number)])
  await doctor.context().setOffline(false)
  await expect(doctor.getByText(/Đã lưu lúc/)).toBeVisible({ timeout: 30_000 })
  await doctor.reload()
  await expect(situation).toHaveValue('Người bệnh đau ngực trái từ 2 giờ sáng, vã mồ hôi.')
})

test('a form pressed while the line is dead keeps its page, says so, and is sent once when the line is back', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor } = people
  await doctor.goto(`/consults/${await followed(people)}`)
  const course = doctor.getByLabel(/Diễn biến, một dòng/)
  await course.fill('Hết đau ngực lúc 9 giờ.')
  await doctor.waitForLoadState('networkidle')
  await doctor.context().setOffline(true)
  await doctor.getByRole('button', { name: 'Tốt hơn', exact: true }).click()
  await expect(doctor.getByText('Mất kết nối với máy chủ.')).toBeInViewport()
  await expect(course).toHaveValue('Hết đau ngực lúc 9 giờ.')
  await doctor.context().setOffline(false)
  await expect(doctor.getByRole('button', { name: 'Thử ngay' })).toHaveCount(0, { timeout: 30_000 })
  await expect(course).toHaveValue('')
  await expect(doctor.locator('#theo-doi').getByText('Hết đau ngực lúc 9 giờ.')).toHaveCount(1)
})

const say = async (person: Page, text: string): Promise<void> => {
  await person.getByLabel('Nhắn mọi người trong phòng').fill(text)
  await person.getByRole('button', { name: 'Gửi', exact: true }).click()
}
const said = (person: Page, text: string) => person.getByRole('log').getByText(text)

test('the server is killed with kill -9 in mid-conference: nothing acknowledged is lost, what was typed meanwhile is sent once', async ({ browser }) => {
  test.setTimeout(240_000)
  const doctor = await browserOf(browser, 'doctor')
  const coordinator = await browserOf(browser, 'coordinator')
  const id = await sent({ doctor })
  await act(coordinator, `/consults/${id}`, { intent: 'accept' })
  await coordinator.goto(`/consults/${id}/conference`)
  await coordinator.getByRole('radio', { name: /Ngay bây giờ/ }).check()
  await coordinator.getByLabel('Chủ tọa', { exact: true }).selectOption({ label: 'TS.BS Hà Quang Tuyển (BVĐK Xanh Pôn)' })
  await coordinator.getByLabel('Thư ký').selectOption({ label: 'ThS.BS Vũ Minh Nguyệt (BVĐK Xanh Pôn)' })
  await coordinator.getByRole('button', { name: 'Xếp hội chẩn' }).click()
  await expect(coordinator).toHaveURL(/\/conferences\/[0-9a-f-]{36}/)
  const room = `${new URL(coordinator.url()).pathname.replace(/\/room$/, '')}/room`
  for (const person of [doctor, coordinator]) {
    await person.goto(room)
    await expect(person.getByText('Đã kết nối').first()).toBeVisible()
  }
  await say(doctor, 'Huyết áp 90/60.')
  await expect(said(coordinator, 'Huyết áp 90/60.')).toBeVisible()
  const conclusion = coordinator.getByRole('article').first().getByRole('textbox', { name: /^Kết luận/ })
  await conclusion.fill('Tiêu sợi huyết')
  await expect(coordinator.getByText('Đã lưu, mọi người đã thấy').first()).toBeVisible()

  await app().kill()
  await expect(doctor.getByText('Mất kết nối').first()).toBeVisible({ timeout: 30_000 })
  // What was there stays readable, what is typed is kept.
  await expect(said(doctor, 'Huyết áp 90/60.')).toBeVisible()
  await say(doctor, 'Đã truyền 500 ml.')
  await conclusion.pressSequentially(' ngay tại chỗ.')
  await app().restart()

  for (const person of [doctor, coordinator]) await expect(person.getByText('Đã kết nối').first()).toBeVisible({ timeout: 60_000 })
  await expect(said(coordinator, 'Đã truyền 500 ml.')).toBeVisible({ timeout: 30_000 })
  await expect(doctor.getByRole('article').first().getByRole('textbox', { name: /^Kết luận/ })).toHaveValue('Tiêu sợi huyết ngay tại chỗ.', { timeout: 30_000 })
  for (const person of [doctor, coordinator]) {
    await person.reload()
    for (const text of ['Huyết áp 90/60.', 'Đã truyền 500 ml.']) await expect(said(person, text)).toHaveCount(1)
  }
  expect((await read(doctor, `/consults/${id}`)).status()).toBe(200)
})
