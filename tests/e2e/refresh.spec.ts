import { expect, test } from '@playwright/test'
import { act, assigned, sent, thePeople } from '../support/by-post'
import { appUrl } from '../support/journey'

test('an open record looks again when the other side acts, and keeps what is being typed', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor, coordinator } = people
  const id = await sent(people)
  await doctor.goto(`${appUrl()}/consults/${id}`)
  await expect(doctor.getByText('Chờ tiếp nhận').first()).toBeVisible()
  await doctor.getByRole('button', { name: 'Rút đề nghị' }).first().click()
  const reason = doctor.getByRole('dialog').getByLabel('Lý do rút')
  await reason.fill('Người bệnh đã ổn định')
  await act(coordinator, `/consults/${id}`, { intent: 'accept' })
  await expect(doctor.getByText('Đã tiếp nhận, chờ phân công').first()).toBeAttached({ timeout: 5_000 })
  await expect(reason).toHaveValue('Người bệnh đã ổn định')
  await expect(reason).toBeFocused()
})

test('a form that the other side’s step takes away stays with its text, and sending it says what changed', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor, coordinator } = people
  const id = await sent(people)
  await coordinator.goto(`${appUrl()}/consults/${id}`)
  await coordinator.getByRole('button', { name: 'Yêu cầu bổ sung' }).click()
  const dialog = coordinator.getByRole('dialog')
  await dialog.getByLabel('Cần bổ sung những gì').fill('Cho xin điện tâm đồ 12 chuyển đạo')
  await act(doctor, `/consults/${id}`, { intent: 'withdraw', note: 'Người bệnh đã chuyển viện' })
  await expect(coordinator.getByText('Đã rút').first()).toBeAttached({ timeout: 5_000 })
  await expect(dialog.getByLabel('Cần bổ sung những gì')).toHaveValue('Cho xin điện tâm đồ 12 chuyển đạo')
  await dialog.getByRole('button', { name: 'Gửi yêu cầu' }).click()
  await expect(coordinator.getByText(/Việc này không thực hiện được|Một người khác vừa xử lý/).first()).toBeVisible()
  await expect(coordinator.getByLabel('Cần bổ sung những gì')).toHaveValue('Cho xin điện tâm đồ 12 chuyển đạo')
})

test('lists and notices follow without a reload; looking again by itself is told apart from a person’s step', async ({ browser }) => {
  const people = await thePeople(browser)
  const { coordinator } = people
  await coordinator.goto(`${appUrl()}/today`)
  const asked: Array<{ referer: string | undefined; url: string }> = []
  coordinator.on('request', (request) => { if (request.url().includes('.data')) asked.push({ referer: request.headers().referer, url: request.url() }) })
  const name = `Ca thử làm mới ${Date.now()}`
  await sent(people, { situation: name })
  await expect(coordinator.getByText(name).first()).toBeVisible({ timeout: 5_000 })
  // The server knows by this that nobody touched the page: it does not keep the sign-in alive (tests/unit/people/visit.test.ts).
  expect(asked.length).toBeGreaterThan(0)
  for (const { referer, url } of asked) expect(new URL(referer ?? '').pathname).toBe(new URL(url).pathname.replace(/\.data$/, ''))
})

test('a request that is taken back while its answer is being written leaves the text on the page, and saving says what happened', async ({ browser }) => {
  const people = await thePeople(browser)
  const { doctor, specialist } = people
  const id = await assigned(people)
  await specialist.goto(`${appUrl()}/consults/${id}/answer`)
  const answer = specialist.getByLabel('Trả lời câu 1')
  await answer.fill('Chống chỉ định tiêu sợi huyết')
  await expect(specialist.getByText(/Đã lưu lúc/)).toBeVisible()
  expect((await act(doctor, `/consults/${id}`, { intent: 'withdraw', note: 'Người bệnh đã chuyển viện' })).status()).toBe(302)
  await answer.pressSequentially(', cần chụp mạch vành.')
  await expect(specialist.getByText(/Việc này không thực hiện được|không còn ở trạng thái có thể sửa/).first()).toBeVisible()
  await expect(answer).toHaveValue('Chống chỉ định tiêu sợi huyết, cần chụp mạch vành.')
})
